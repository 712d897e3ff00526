/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Today: one thing to go on with, what changed since it was exported, what is missing, remarks,
 * the backup. Read anew when the page comes to the front and after each edit while it is there. */
#define G_LOG_DOMAIN "yipu-ui"

#include "today-page.h"

#include "backup-age.h"
#include "pages/crafts/craft-owner.h"
#include "recent.h"
#include "widgets/finding-list.h"
#include "widgets/header-end.h"
#include "widgets/header-start.h"
#include "widgets/thumbnail.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <yipu/backup.h>
#include <yipu/history.h>
#include <yipu/text.h>

#define MOST_STEPS 5
#define MOST_PRODUCTS 4
#define MOST_MISSING 4
#define MOST_REMARKS 3
#define MOST_EDITS 5

struct _YipuTodayPage {
  GtkBox parent_instance;

  YipuSession *session;
  char *craft; /* to go on with */

  GtkLabel *date_label;
  GtkLabel *title_label;
  GtkWidget *go_on;
  YipuThumbnail *go_on_picture;
  GtkLabel *go_on_title;
  GtkLabel *go_on_text;
  GtkBox *go_on_facts;
  GtkBox *go_on_steps;
  GtkWidget *go_on_missing;
  GtkLabel *go_on_missing_label;
  GtkLabel *go_on_when;
  GtkWidget *changed_box;
  GtkLabel *changed_count;
  GtkBox *changed_cards;
  GtkWidget *missing_card;
  YipuFindingList *missing;
  GtkLabel *remarks_count;
  GtkBox *remarks;
  GtkEditable *remark_entry;
  GtkWidget *edits_card;
  GtkBox *edits;
  GtkLabel *backup_label;
  GtkLabel *backup_path;
};

static void page_init (YipuPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YipuTodayPage,
                               yipu_today_page,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (YIPU_TYPE_PAGE, page_init))

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

static GtkWidget *
build_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
show_head (YipuTodayPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: a day as it stands at the top of a page, for g_date_time_format(). */
  g_autofree char *date = g_date_time_format (now, _ ("%A, %e %B"));

  gtk_label_set_label (self->date_label, g_strstrip (date));
  gtk_label_set_label (self->title_label,
                       yipu_catalog_get_name (yipu_session_get_catalog (self->session)));
}

static void
add_fact (YipuTodayPage *self, const char *icon, const char *text)
{
  GtkWidget *fact = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (fact), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (fact), gtk_label_new (text));
  gtk_box_append (self->go_on_facts, fact);
}

static void
show_facts (YipuTodayPage *self, GPtrArray *steps, guint kits)
{
  g_autofree char *n_steps =
      g_strdup_printf (ngettext ("%u step", "%u steps", steps->len), steps->len);
  g_autofree char *n_kits = g_strdup_printf (ngettext ("%u kit", "%u kits", kits), kits);

  clear (self->go_on_facts);
  add_fact (self, "yipu-steps-symbolic", n_steps);
  if (kits > 0)
    add_fact (self, "yipu-box-symbolic", n_kits);
}

static GtkWidget *
build_step (const YipuRecord *step, guint number, gboolean theirs)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autofree char *title = yipu_record_dup_title (step);
  GtkWidget *dot = gtk_label_new (text);

  gtk_widget_add_css_class (dot, "step-dot");
  gtk_widget_add_css_class (dot, theirs ? "reed" : "solid");
  gtk_widget_add_css_class (dot, "numeric");
  gtk_widget_set_halign (dot, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), build_label (title, "small"));
  gtk_label_set_xalign (GTK_LABEL (gtk_widget_get_last_child (box)), .5);
  return box;
}

static void
show_steps (YipuTodayPage *self, GPtrArray *steps)
{
  guint first = steps->len > MOST_STEPS ? steps->len - MOST_STEPS : 0;

  clear (self->go_on_steps);
  for (guint i = first; i < steps->len; i++) {
    const YipuRecord *step = g_ptr_array_index (steps, i);
    gboolean theirs = yipu_record_get_yes (step, "private") ||
                      g_strcmp0 (yipu_record_get (step, "who"), "inheritor") == 0;

    gtk_box_append (self->go_on_steps, build_step (step, i + 1, theirs));
  }
}

/* "3 things missing: place, community, summary". */
static void
show_craft_missing (YipuTodayPage *self, const YipuRecord *craft)
{
  const YipuKind *kind = yipu_record_get_kind (craft);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].wanted && !kind->fields[i].english &&
        !yipu_record_get (craft, kind->fields[i].name))
      g_strv_builder_add (names, _ (kind->fields[i].label));

  g_auto (GStrv) missing = g_strv_builder_end (names);
  guint n = g_strv_length (missing);
  /* Translators: between the names of fields. */
  g_autofree char *list = g_strjoinv (_ (", "), missing);
  /* Translators: how many fields are empty, and their names. */
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u thing missing: %s", "%u things missing: %s", n), n, list);

  gtk_label_set_label (self->go_on_missing_label, text);
  gtk_widget_set_visible (self->go_on_missing, n > 0);
}

static void
show_when (YipuTodayPage *self, const YipuRecent *recent)
{
  g_autofree char *ago = recent->time > 0 ? yipu_time_ago (recent->time) : NULL;
  g_autofree char *craft = yipu_record_dup_title (recent->craft);
  g_autofree char *text = NULL;

  if (ago && !g_str_equal (craft, recent->stopped_at))
    /* Translators: "yesterday 17:40", then what was changed last. */
    text = g_strdup_printf (_ ("%s, at “%s”"), ago, recent->stopped_at);
  else
    text = g_strdup (ago ? ago : "");
  gtk_label_set_label (self->go_on_when, text);
}

static void
show_go_on (YipuTodayPage *self)
{
  g_autoptr (YipuRecent) recent = yipu_recent_find (self->session);

  gtk_widget_set_visible (self->go_on, recent != NULL);
  g_clear_pointer (&self->craft, g_free);
  if (!recent)
    return;
  self->craft = g_strdup (yipu_record_get_id (recent->craft));

  g_autofree char *title = yipu_record_dup_title (recent->craft);
  g_autofree char *picture = yipu_craft_dup_picture (self->session, self->craft);
  g_autofree char *process = yipu_craft_dup_process (self->session, self->craft);
  g_autoptr (GPtrArray) steps =
      process ? yipu_session_list (self->session, "step", "process", process) : g_ptr_array_new ();
  const char *summary = yipu_record_get_text (recent->craft, "summary");

  gtk_label_set_label (self->go_on_title, title);
  gtk_label_set_label (self->go_on_text, summary ? summary : "");
  yipu_thumbnail_set_file (self->go_on_picture, self->session, picture);
  show_facts (self, steps,
              process ? yipu_session_count (self->session, "kit", "process", process) : 0);
  show_steps (self, steps);
  show_craft_missing (self, recent->craft);
  show_when (self, recent);
}

static void
product_clicked_cb (GtkWidget *card, YipuTodayPage *self)
{
  yipu_open_record (card, "product", g_object_get_data (G_OBJECT (card), "id"), "");
}

static char *
dup_product_photo (YipuTodayPage *self, const char *product)
{
  g_autoptr (GPtrArray) slots = yipu_session_list (self->session, "slot", "product", product);

  return slots->len > 0 ? g_strdup (yipu_record_get (g_ptr_array_index (slots, 0), "file")) : NULL;
}

/* A product without a name of its own goes by its kit's or its finished piece's. */
static char *
dup_product_name (YipuTodayPage *self, const YipuRecord *product)
{
  const char *name = yipu_record_get_text (product, "name");
  const char *kit = yipu_record_get (product, "kit");
  const char *item = yipu_record_get (product, "item");

  if (name)
    return g_strdup (name);
  if (kit || item)
    return yipu_session_dup_title (self->session, kit ? "kit" : "item", kit ? kit : item);
  return yipu_record_dup_title (product);
}

static GtkWidget *
build_product (YipuTodayPage *self, const YipuRecord *product)
{
  const char *id = yipu_record_get_id (product);
  GtkWidget *card = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *picture = yipu_thumbnail_new (0, 104);
  g_autofree char *title = dup_product_name (self, product);
  g_autofree char *photo = dup_product_photo (self, id);
  g_autofree char *label = yipu_recent_dup_label (self->session, id);

  yipu_thumbnail_set_file (YIPU_THUMBNAIL (picture), self->session, photo);
  gtk_widget_add_css_class (picture, "bleed");
  gtk_widget_add_css_class (texts, "card-pad");
  gtk_box_append (GTK_BOX (texts), build_label (title, "row-title"));
  gtk_box_append (GTK_BOX (texts), build_label (label, "small"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (texts), "dim");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_button_set_child (GTK_BUTTON (card), box);
  gtk_widget_add_css_class (card, "card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (card), "id", g_strdup (id), g_free);
  g_signal_connect (card, "clicked", G_CALLBACK (product_clicked_cb), self);
  return card;
}

static void
show_changed (YipuTodayPage *self)
{
  guint n_all = 0;
  g_autoptr (GPtrArray) products = yipu_recent_products (self->session, MOST_PRODUCTS, &n_all);
  g_autofree char *count = g_strdup_printf (ngettext ("%u product", "%u products", n_all), n_all);

  clear (self->changed_cards);
  for (guint i = 0; i < products->len; i++)
    gtk_box_append (self->changed_cards, build_product (self, g_ptr_array_index (products, i)));
  gtk_label_set_label (self->changed_count, count);
  gtk_widget_set_visible (self->changed_box, n_all > 0);
}

static void
show_missing (YipuTodayPage *self)
{
  g_autoptr (GPtrArray) findings = yipu_recent_missing (self->session, MOST_MISSING);

  yipu_finding_list_set (self->missing, self->session, findings);
  gtk_widget_set_visible (self->missing_card, findings->len > 0);
}

static void
remark_done_cb (GtkWidget *button, YipuTodayPage *self)
{
  yipu_session_set (self->session, N_ ("Settle a remark"),
                    g_object_get_data (G_OBJECT (button), "id"), "state", "told");
  yipu_session_toast (self->session, _ ("Settled"), TRUE);
}

static GtkWidget *
build_remark (YipuTodayPage *self, const YipuRecord *remark)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  const char *text = yipu_record_get (remark, "text");
  GtkWidget *label = gtk_label_new (text ? text : "");
  GtkWidget *done = gtk_button_new_from_icon_name ("yipu-tick-symbolic");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (done, "flat");
  gtk_widget_set_tooltip_text (done, _ ("Handled, and told back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (done), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Handled, and told back"), -1);
  g_object_set_data_full (G_OBJECT (done), "id", g_strdup (yipu_record_get_id (remark)), g_free);
  g_signal_connect (done, "clicked", G_CALLBACK (remark_done_cb), self);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("yipu-bubble-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), done);
  return box;
}

static void
show_remarks (YipuTodayPage *self)
{
  g_autoptr (GPtrArray) remarks = yipu_session_list (self->session, "remark", NULL, NULL);
  guint open = 0;

  clear (self->remarks);
  for (guint i = remarks->len; i > 0; i--) {
    const YipuRecord *remark = g_ptr_array_index (remarks, i - 1);

    if (g_strcmp0 (yipu_record_get (remark, "state"), "told") == 0)
      continue;
    if (open++ < MOST_REMARKS)
      gtk_box_append (self->remarks, build_remark (self, remark));
  }

  g_autofree char *count = g_strdup_printf (ngettext ("%u open", "%u open", open), open);

  gtk_label_set_label (self->remarks_count, open > 0 ? count : "");
}

static GtkWidget *
build_edit (YipuTodayPage *self, const YipuHistoryEdit *edit)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  const YipuHistoryChange *change =
      edit->changes->len > 0 ? g_ptr_array_index (edit->changes, 0) : NULL;
  g_autofree char *title =
      change ? yipu_session_dup_title (self->session, change->kind, change->record) : g_strdup ("");
  g_autofree char *ago = yipu_time_ago (edit->time);
  g_autofree char *below = *title ? g_strdup_printf ("%s · %s", title, ago) : g_strdup (ago);

  gtk_box_append (GTK_BOX (box), build_label (_ (edit->label), "row-title"));
  gtk_box_append (GTK_BOX (box), build_label (below, "small"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dim");
  return box;
}

static void
show_edits (YipuTodayPage *self)
{
  g_autoptr (GPtrArray) edits =
      yipu_history_list (yipu_session_get_reader (self->session), NULL, 0, MOST_EDITS, NULL);

  clear (self->edits);
  for (guint i = 0; edits && i < edits->len; i++) {
    const YipuHistoryEdit *edit = g_ptr_array_index (edits, i);

    if (edit->label && *edit->label)
      gtk_box_append (self->edits, build_edit (self, edit));
  }
  gtk_widget_set_visible (self->edits_card,
                          gtk_widget_get_first_child (GTK_WIDGET (self->edits)) != NULL);
}

static void
show_backup (YipuTodayPage *self)
{
  YipuCatalog *catalog = yipu_session_get_catalog (self->session);
  g_autofree char *age = yipu_backup_age (catalog);
  g_autofree char *path = NULL;

  yipu_backup_get_newest (catalog, &path);
  gtk_label_set_label (self->backup_label, age);
  gtk_label_set_label (self->backup_path, path ? path : _ ("A USB stick is a good place."));
}

static void
refresh (YipuPage *page)
{
  YipuTodayPage *self = YIPU_TODAY_PAGE (page);

  show_head (self);
  show_go_on (self);
  show_changed (self);
  show_missing (self);
  show_remarks (self);
  show_edits (self);
  show_backup (self);
}

static void
changed_cb (YipuTodayPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (YIPU_PAGE (self));
}

static void
on_go_on (YipuTodayPage *self)
{
  if (self->craft)
    yipu_open_record (GTK_WIDGET (self), "craft", self->craft, "");
}

static void
on_add_remark (YipuTodayPage *self)
{
  g_autofree char *text = yipu_text_trim (gtk_editable_get_text (self->remark_entry));
  YipuDraft *draft;
  const char *id;

  if (!*text || yipu_session_is_read_only (self->session))
    return;
  draft = yipu_draft_new ();
  id = yipu_draft_add (draft, "remark");
  yipu_draft_set (draft, id, "text", text);
  yipu_draft_set (draft, id, "state", "asked");
  yipu_session_commit (self->session, N_ ("Add a remark"), draft, NULL, NULL);
  gtk_editable_set_text (self->remark_entry, "");
}

static void
set_session (YipuPage *page, YipuSession *session)
{
  YipuTodayPage *self = YIPU_TODAY_PAGE (page);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
page_init (YipuPageInterface *interface)
{
  interface->set_session = set_session;
  interface->refresh = refresh;
}

static void
yipu_today_page_dispose (GObject *object)
{
  YipuTodayPage *self = YIPU_TODAY_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->craft, g_free);
  G_OBJECT_CLASS (yipu_today_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, YipuTodayPage, date_label);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, title_label);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, go_on);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, go_on_picture);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, go_on_title);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, go_on_text);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, go_on_facts);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, go_on_steps);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, go_on_missing);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, go_on_missing_label);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, go_on_when);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, changed_box);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, changed_count);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, changed_cards);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, missing_card);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, missing);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, remarks_count);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, remarks);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, remark_entry);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, edits_card);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, edits);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, backup_label);
  gtk_widget_class_bind_template_child (class, YipuTodayPage, backup_path);
}

static void
yipu_today_page_class_init (YipuTodayPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_today_page_dispose;
  g_type_ensure (YIPU_TYPE_FINDING_LIST);
  g_type_ensure (YIPU_TYPE_HEADER_START);
  g_type_ensure (YIPU_TYPE_HEADER_END);
  g_type_ensure (YIPU_TYPE_THUMBNAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/today/today-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_go_on);
  gtk_widget_class_bind_template_callback (widget_class, on_add_remark);
}

static void
yipu_today_page_init (YipuTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desktop program. */
#include "application.h"

#include <yipu/init.h>

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_autoptr (YipuApplication) application = yipu_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of words. */
#include "print/words.h"

static const struct {
  const char *zh;
  const char *en;
} words[YIPU_N_WORDS] = {
  [YIPU_WORD_STORY] = { "手艺的来处", "Where it comes from" },
  [YIPU_WORD_MADE_BY] = { "讲述与传授：%s", "Told and taught by %s" },
  [YIPU_WORD_GLANCE] = { "一眼看完", "At a glance" },
  [YIPU_WORD_HANDS_ON] = { "动手", "Hands on" },
  [YIPU_WORD_TIME] = { "用时", "Time" },
  [YIPU_WORD_WAITING] = { "等候", "Waiting" },
  [YIPU_WORD_IN_ALL] = { "前后", "In all" },
  [YIPU_WORD_DAYS] = { "跨 %s 天", "over %s days" },
  [YIPU_WORD_DIFFICULTY] = { "难易", "Difficulty" },
  [YIPU_WORD_AGE] = { "年龄", "Age" },
  [YIPU_WORD_AGE_FROM] = { "%s 岁起", "from %s" },
  [YIPU_WORD_ADULTS] = { "成人", "adults" },
  [YIPU_WORD_ANY_AGE] = { "不限", "any" },
  [YIPU_WORD_BOX] = { "盒里有什么", "What is in the box" },
  [YIPU_WORD_BOX_NOTE] = { "开盒先照着点一遍。", "Check it off before you begin." },
  [YIPU_WORD_TOOLS] = { "工具", "Tools" },
  [YIPU_WORD_LENT] = { "借用，用完寄回", "lent: send it back" },
  [YIPU_WORD_NEED] = { "自己准备", "What you will need" },
  [YIPU_WORD_NEED_NOTE] = { "家里大多有，不在盒里。", "Most homes have it; it is not in the box." },
  [YIPU_WORD_WARNINGS] = { "动手之前", "Before you begin" },
  [YIPU_WORD_WARNINGS_NOTE] = { "先读这一页，再开始做。说明册留着，以后还用得上。",
                                "Read this page first, and keep the booklet." },
  [YIPU_WORD_STEPS] = { "一步一步做", "Step by step" },
  [YIPU_WORD_STEP_OF] = { "第 %s 步", "Step %s" },
  [YIPU_WORD_USES] = { "用料", "Material" },
  [YIPU_WORD_WITH] = { "工具", "Tools" },
  [YIPU_WORD_MAKES] = { "做成", "Makes" },
  [YIPU_WORD_MIND] = { "当心", "Mind" },
  [YIPU_WORD_DONE] = { "做完以后", "When you are done" },
  [YIPU_WORD_DISPOSAL] = { "剩料怎么处理", "What is left over" },
  [YIPU_WORD_NOTES] = { "记一笔", "Your own notes" },
  [YIPU_WORD_NOTES_WHEN] = { "哪天做的", "Made on" },
  [YIPU_WORD_NOTES_WHO] = { "和谁一起", "Together with" },
  [YIPU_WORD_NOTES_NEXT] = { "下次想改哪里", "What to try next time" },
  [YIPU_WORD_CARE] = { "使用与售后", "Care and service" },
  [YIPU_WORD_SHOP] = { "扫码到店", "Scan to visit the shop" },
  [YIPU_WORD_MAKER] = { "制作", "Made by" },
  [YIPU_WORD_CONTINUED] = { "%s（续）", "%s (continued)" },
  [YIPU_WORD_CARD_BEGIN] = { "起步卡", "First steps" },
  [YIPU_WORD_CARD_SKILLED] = { "熟手卡", "For trained hands" },
  [YIPU_WORD_CARD_TEACH] = { "带教卡", "For teachers" },
  [YIPU_WORD_A_RUN] = { "做一次", "A run" },
  [YIPU_WORD_SETUP] = { "开工准备", "Setting up" },
  [YIPU_WORD_BATCH] = { "一批", "A batch" },
  [YIPU_WORD_BATCH_RUNS] = { "%s 次", "%s runs" },
  [YIPU_WORD_REPEAT] = { "反复", "Repeated" },
  [YIPU_WORD_TIMES] = { "%s 回", "%s times" },
  [YIPU_WORD_LOSS] = { "损耗 %s%", "%s % lost" },
  [YIPU_WORD_WHO] = { "谁来做", "Done by" },
  [YIPU_WORD_WATCH] = { "看什么", "Watch" },
  [YIPU_WORD_ASK] = { "问一问", "Ask" },
  [YIPU_WORD_ASK_DONE] = { "看到什么，就知道这一步做好了？", "What tells you that it is done?" },
  [YIPU_WORD_ASK_WAIT] = { "为什么要等 %s？早了会怎样？", "Why wait %s? What if you don't?" },
  [YIPU_WORD_ASK_WRONG] = { "最容易做错的是哪里？错了怎么补救？",
                            "Where does it go wrong most often, and how is it mended?" },
  [YIPU_WORD_ASK_NEXT] = { "没做好的话，到“%s”那一步会怎样？",
                           "If it is done badly, what happens at \"%s\"?" },
  [YIPU_WORD_ASK_SAFE] = { "哪里会伤到人？先做什么防着它？",
                           "What could hurt somebody, and what do you do first to prevent it?" },
  [YIPU_WORD_WEAR] = { "穿戴", "Wear" },
  [YIPU_WORD_INSIDE] = { "盒内", "Inside" },
  [YIPU_WORD_LIST] = { "、", ", " },
  [YIPU_WORD_SLIP_BOXES] = { "%s 盒", "%s boxes" },
  [YIPU_WORD_SLIP_DUE] = { "%s 前交", "Due on %s" },
  [YIPU_WORD_SLIP_RUN] = { "做 %s 趟", "%s run" },
  [YIPU_WORD_SLIP_RUNS] = { "做 %s 趟", "%s runs" },
  [YIPU_WORD_SLIP_MAKE] = { "做出：%s", "Make: %s" },
  [YIPU_WORD_SLIP_GET] = { "领取：%s", "You get: %s" },
  [YIPU_WORD_SLIP_HOME] = { "在家做", "at home" },
  [YIPU_WORD_SLIP_WORKSHOP] = { "到工坊做", "in the workshop" },
  [YIPU_WORD_SLIP_PAY] = { "工钱 %s 元", "Pay ¥%s" },
  [YIPU_WORD_SLIP_PAY_OPEN] = { "工钱待定", "Pay not yet agreed" },
  [YIPU_WORD_SLIP_SUM] = { "合计 %s", "In all: %s" },
  [YIPU_WORD_SLIP_TAKEN] = { "领活签名", "Taken by" },
  [YIPU_WORD_SLIP_BROUGHT] = { "交活签收", "Brought back" },
};

const char *
yipu_word (YipuLanguage language, YipuWord word)
{
  return language == YIPU_LANGUAGE_ZH ? words[word].zh : words[word].en;
}

char *
yipu_word_fill (YipuLanguage language, YipuWord word, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (yipu_word (language, word), "%s", 2);

  return g_strjoinv (with, parts);
}

/* Keeps the text of an SVG as text: Cairo would draw it as outlines. For
 * svg.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "text.h"

G_BEGIN_DECLS

typedef struct _MoatSvgText MoatSvgText;

/* Takes over the text of @measure until it is freed. */
MoatSvgText *moat_svg_text_new (MoatTextMeasure *measure) G_GNUC_WARN_UNUSED_RESULT;
void moat_svg_text_free (MoatSvgText *self);

/* Puts the texts into what Cairo wrote, each at its place between what was drawn before and after it. FALSE
 * when Cairo has not kept all places: then nothing is changed.
 */
gboolean moat_svg_text_place (MoatSvgText *self, GByteArray *svg);

/* @text as it may stand in XML. Owned. */
char *moat_svg_text_escape (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatSvgText, moat_svg_text_free)

G_END_DECLS

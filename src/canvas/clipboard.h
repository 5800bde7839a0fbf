/* What copying puts on the clipboard and what pasting takes from it, as bytes:
 * the canvas wraps this in a GdkContentProvider. A clip is a snapshot: later
 * edits do not change what was copied, and pictures are only made when asked.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "fragment.h"
#include "selection.h"

G_BEGIN_DECLS

/* Moat's own form: between windows, and whole through undo. */
#define MOAT_CLIP_MIME_FRAGMENT MOAT_FRAGMENT_MIME
#define MOAT_CLIP_MIME_TEXT     "text/plain;charset=utf-8"
#define MOAT_CLIP_MIME_SVG      "image/svg+xml"
#define MOAT_CLIP_MIME_PNG      "image/png"

/* Atomically reference-counted and immutable. */
typedef struct _MoatClip MoatClip;

/* What is selected and what hangs on it; NULL when nothing is. */
MoatClip *moat_clip_new (MoatSelection *selection) G_GNUC_WARN_UNUSED_RESULT;
MoatClip *moat_clip_ref (MoatClip *clip);
void moat_clip_unref (MoatClip *clip);

/* The types above that a clip can give, best first; ends with NULL. Static. */
const char *const *moat_clip_list_mime_types (void);
/* The clip as one of those types; an error for another type, or when drawing fails. Owned. */
GBytes *moat_clip_to_bytes (MoatClip *clip, const char *mime_type, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Puts copies of a fragment's records into the use case and selects them: around @at, or with @at NULL beside
 * where they were copied from, a step further at each paste of the same. FALSE with an error when the text is
 * no fragment.
 */
gboolean moat_clipboard_paste (MoatSelection *selection,
                               const char *use_case_id,
                               const char *fragment,
                               const MoatPoint *at,
                               GError **error);
/* Plain text becomes a note at @at, or, with one flow or element selected, an attacker move per line. */
gboolean moat_clipboard_paste_text (MoatSelection *selection,
                                    const char *use_case_id,
                                    const char *text,
                                    const MoatPoint *at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MoatClip, moat_clip_unref)

G_END_DECLS

/* A move's template with the words of the flow it is asked of.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "catalog.h"
#include "document.h"

G_BEGIN_DECLS

/* @template with its placeholders filled from @on, a live flow or element:
 *
 *   {source} {target}  the names of the flow's ends          {element}     the element's name
 *   {flow}             the flow's name                       {boundary}    the outermost boundary it crosses
 *   {data}             its most secret asset that is no credential, as in the middle of a sentence
 *   {credential}       its asset that is one: a password, a token, a key
 *
 * "{data|record}" says "record" where the model has no such thing. Unknown placeholders stay as they are.
 * The sentence begins with a capital.
 */
char *
moat_prompt_text_fill (const char *template, MoatCatalog *catalog, MoatDocument *document, MoatRecord *on)
    G_GNUC_WARN_UNUSED_RESULT;

/* Whether the placeholder is one of the above; @name without braces and fallback. */
gboolean moat_prompt_text_knows (const char *name, gsize length);

G_END_DECLS

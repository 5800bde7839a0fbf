/* Three-way merging of models, record by record and field by field, as the
 * table of kinds says. Works on models as they are written (JSON), so that what
 * a newer version wrote merges too; reading and writing are formats/.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The members under which a conflict is kept beside what it is about: in a record, or at the top level for
 * what is not in a record.
 *
 *   "conflicts": { "ticket": { "base": "SHOP-1", "ours": "SHOP-2", "theirs": "SHOP-3" },
 *                  "record": { "deletedBy": "theirs" } }
 *
 * The field itself has the value of ours; a record that one side deleted and the other changed is there as
 * changed. A value that is left out is empty. An entry that was there before and met another conflict stays
 * in "earlier" of the new one.
 */
#define MOAT_MERGE_CONFLICTS  "conflicts"
#define MOAT_MERGE_RECORD     "record"
#define MOAT_MERGE_DELETED_BY "deletedBy"
#define MOAT_MERGE_BASE       "base"
#define MOAT_MERGE_OURS       "ours"
#define MOAT_MERGE_THEIRS     "theirs"
#define MOAT_MERGE_EARLIER    "earlier"

/* What both sides made of @base: three whole models as objects, with the classes that every model has. What
 * only one side changed is as that side has it. Owned; references in it are whole when they are in all three.
 */
JsonNode *moat_merge (JsonNode *base, JsonNode *ours, JsonNode *theirs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

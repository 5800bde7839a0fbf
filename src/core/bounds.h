/* How much of anything a file may hold before it is refused, or put right with
 * a report: the one place where these numbers stand.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib.h>

/* Refused beyond these: what a person draws stays far below, and a machine can still hold it all. */
#define MOAT_MAX_FILE_BYTES (64 * 1024 * 1024)
#define MOAT_MAX_TEXT_BYTES (16 * 1024 * 1024)
#define MOAT_MAX_DEPTH      100
#define MOAT_MAX_RECORDS    500000
#define MOAT_MAX_LIST       100000
/* Elements and attributes of an XML file that is held as a tree. */
#define MOAT_MAX_XML_NODES 4000000
/* Values in a YAML file, and how many of them its aliases may stand for. */
#define MOAT_MAX_YAML_NODES 1000000
#define MOAT_MAX_ALIASED    100000
/* Digits of a whole number that a 64-bit integer surely keeps. */
#define MOAT_MAX_DIGITS 18

/* Numbers beyond this are brought back to it, with a report: about 10,000 screens each way. */
#define MOAT_MAX_COORDINATE 1e6
/* Repairs listed one by one; the rest is counted. */
#define MOAT_MAX_REPORTED 100

/* Pages that draw.io packed: base64 of a raw deflate stream (RFC 1951) of text
 * that JavaScript's encodeURIComponent() escaped.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "drawio-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK (64 * 1024)

static void
set_damaged (GError **error, const char *reason)
{
  g_set_error (
      error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_DAMAGED,
      _ ("A page cannot be unpacked (%s). Save the diagram anew in draw.io, without “Compressed” in the "
         "properties of the file."),
      reason);
}

/* Takes no more than @budget bytes out of @packed, whatever it would swell to. */
static GByteArray *
inflate (const guchar *packed, gsize length, gsize budget, GError **error)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_autoptr (GByteArray) out = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result != G_CONVERTER_FINISHED)
    {
      guchar chunk[CHUNK];
      gsize n_read = 0, n_written = 0;
      g_autoptr (GError) problem = NULL;

      result = g_converter_convert (converter, packed, length, chunk, sizeof chunk, G_CONVERTER_INPUT_AT_END,
                                    &n_read, &n_written, &problem);
      if (result == G_CONVERTER_ERROR)
        {
          set_damaged (error, problem->message);
          return NULL;
        }
      packed += n_read;
      length -= n_read;
      if (out->len + n_written > budget)
        {
          g_set_error_literal (error, MOAT_FORMAT_ERROR, MOAT_FORMAT_ERROR_TOO_MUCH,
                               _ ("A page would be larger than any diagram when it is unpacked."));
          return NULL;
        }
      g_byte_array_append (out, chunk, (guint) n_written);
    }

  return g_steal_pointer (&out);
}

/* Undoes encodeURIComponent() in place; what is no escape stays. */
static void
unescape (GByteArray *text)
{
  guint to = 0;

  for (guint from = 0; from < text->len; from++)
    {
      guint8 byte = text->data[from];

      if (byte == '%' && from + 2 < text->len && g_ascii_isxdigit (text->data[from + 1])
          && g_ascii_isxdigit (text->data[from + 2]))
        {
          byte = (guint8) (g_ascii_xdigit_value (text->data[from + 1]) * 16
                           + g_ascii_xdigit_value (text->data[from + 2]));
          from += 2;
        }
      text->data[to++] = byte;
    }
  g_byte_array_set_size (text, to);
}

GBytes *
moat_drawio_unpack (const char *text, gsize *budget, GError **error)
{
  g_autofree guchar *packed = NULL;
  g_autoptr (GByteArray) out = NULL;
  gsize length;

  /* Neither packed nor escaped: as other programs write it. */
  if (*text == '<')
    return g_bytes_new (text, strlen (text));

  if (*text == '%')
    {
      out = g_byte_array_new ();
      g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
    }
  else
    {
      packed = g_base64_decode (text, &length);
      out = inflate (packed, length, *budget, error);
    }
  if (out == NULL)
    return NULL;
  *budget -= MIN (out->len, *budget);
  unescape (out);

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

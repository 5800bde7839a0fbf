/* A row to enter a day (see date-row.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "date-row.h"

#include "accessible.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

struct _MoatDateRow
{
  AdwEntryRow parent_instance;
  GtkWidget *popover;
  GtkCalendar *calendar;
};

G_DEFINE_FINAL_TYPE (MoatDateRow, moat_date_row, ADW_TYPE_ENTRY_ROW)

static char *
format_date (GDateTime *time)
{
  return g_date_time_format (time, "%Y-%m-%d");
}

/* NULL when @text is no day. A month and a day may have one digit. */
static GDateTime *
parse_date (const char *text)
{
  int year, month, day;
  char rest;

  if (sscanf (text, " %4d-%2d-%2d %c", &year, &month, &day, &rest) != 3 || year < 1000)
    return NULL;

  return g_date_time_new_local (year, month, day, 0, 0, 0);
}

static const char *
get_text (MoatDateRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self));
}

/* ---- Entry and calendar ---- */

static void
changed_cb (MoatDateRow *self)
{
  if (moat_date_row_is_valid (self))
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
}

static void
popover_shown_cb (MoatDateRow *self)
{
  g_autoptr (GDateTime) entered = parse_date (get_text (self));
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();

  gtk_calendar_select_day (self->calendar, entered != NULL ? entered : today);
}

static void
day_selected_cb (MoatDateRow *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *text = NULL;

  /* It says so too when the popover opens and it is told which day to show. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->calendar)))
    return;
  day = gtk_calendar_get_date (self->calendar);
  text = format_date (day);
  gtk_editable_set_text (GTK_EDITABLE (self), text);
}

static void
moat_date_row_class_init (MoatDateRowClass *klass)
{
}

static void
moat_date_row_init (MoatDateRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->popover = gtk_popover_new ();
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->calendar));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Calendar"));
  moat_accessible_set_name (button, _ ("Calendar"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), button);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Year, month and day, like 2026-12-31"));

  g_signal_connect_object (self->popover, "show", G_CALLBACK (popover_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}

GtkWidget *
moat_date_row_new (const char *title, const char *date)
{
  MoatDateRow *self = g_object_new (MOAT_TYPE_DATE_ROW, "title", title, NULL);

  if (date != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self), date);

  return GTK_WIDGET (self);
}

char *
moat_date_row_dup_date (MoatDateRow *self)
{
  g_autoptr (GDateTime) day = NULL;

  g_return_val_if_fail (MOAT_IS_DATE_ROW (self), NULL);

  day = parse_date (get_text (self));

  return day == NULL ? NULL : format_date (day);
}

gboolean
moat_date_row_is_valid (MoatDateRow *self)
{
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (MOAT_IS_DATE_ROW (self), FALSE);

  date = moat_date_row_dup_date (self);
  text = g_strstrip (g_strdup (get_text (self)));

  return date != NULL || *text == '\0';
}

char *
moat_date_dup_from_today (int n_days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, n_days);

  return format_date (day);
}

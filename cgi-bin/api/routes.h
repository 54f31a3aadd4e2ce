/* routes: each thing the API answers, in a file of its noun. */
#ifndef ROUTES_H
#define ROUTES_H

struct inquiry;

/* All prepare the answer of the inquiry, refusals included. */
void session_open(struct inquiry *inquiry);
void session_show(struct inquiry *inquiry);
void session_close(struct inquiry *inquiry);
void leads_list(struct inquiry *inquiry);
void leads_export(struct inquiry *inquiry);
void leads_summary(struct inquiry *inquiry);
void lead_show(struct inquiry *inquiry);
void lead_requeue(struct inquiry *inquiry);
void lead_cancel(struct inquiry *inquiry);
void lead_resolve(struct inquiry *inquiry);
void lead_release(struct inquiry *inquiry);
void lead_spam(struct inquiry *inquiry);
void visitors_show(struct inquiry *inquiry);
void hits_recent(struct inquiry *inquiry);

void report_show(struct inquiry *inquiry);

void openapi_show(struct inquiry *inquiry);
void projects_show(struct inquiry *inquiry);
void projects_add_one(struct inquiry *inquiry);
void project_show_one(struct inquiry *inquiry);
void project_change(struct inquiry *inquiry);
void project_end(struct inquiry *inquiry);
void pixels_show(struct inquiry *inquiry);
void pixels_add_one(struct inquiry *inquiry);
void pixel_show(struct inquiry *inquiry);
void pixel_change(struct inquiry *inquiry);
void pixel_end(struct inquiry *inquiry);
void setup_show(struct inquiry *inquiry);
void accounts_show(struct inquiry *inquiry);
void status_tell(struct inquiry *inquiry);
void pixel_stats(struct inquiry *inquiry);
void project_stats(struct inquiry *inquiry);
void realtime_show(struct inquiry *inquiry);
void export_send(struct inquiry *inquiry);
void metrics_show(struct inquiry *inquiry);
void utm_show(struct inquiry *inquiry);

#endif

#include "eligibility/inquiry-errand.h"

#include "eligibility/file-name.h"

#include <sys/stat.h>
#include <unistd.h>

/* Who waits for it. */
typedef struct {
  GWeakRef owner;
  UkeErrandDone done;
} Waiter;

UkeInquiryErrand *
uke_inquiry_errand_new (UkeErrandKind kind,
                        const char *requests,
                        const char *answers,
                        const char *name)
{
  UkeInquiryErrand *self = g_new0 (UkeInquiryErrand, 1);

  self->kind = kind;
  self->requests = g_strdup (requests);
  self->answers = g_strdup (answers);
  self->name = g_strdup (name);
  return self;
}

static void
errand_free (gpointer data)
{
  UkeInquiryErrand *self = data;

  g_free (self->requests);
  g_free (self->answers);
  g_free (self->name);
  g_clear_pointer (&self->request, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
look (UkeInquiryErrand *self)
{
  g_autofree char *path = g_build_filename (self->requests, self->name, NULL);
  struct stat facts;

  self->is_lying_there = lstat (path, &facts) == 0;
}

static void
remove_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  unlink (path);
}

/* The terminal leaves these to whoever asked. */
static void
collect (UkeInquiryErrand *self)
{
  g_autofree char *answer = uke_file_name_dup_answer (self->name);
  g_autofree char *rejection = uke_file_name_dup_rejection (self->name);

  remove_file (self->answers, answer);
  remove_file (self->answers, rejection);
  remove_file (self->answers, self->name);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  UkeInquiryErrand *self = task_data;

  switch (self->kind) {
  case UKE_ERRAND_PUBLISH:
    self->published = uke_request_publish (self->requests, self->answers, self->name,
                                           self->request, &self->error);
    break;
  case UKE_ERRAND_LOOK:
    look (self);
    break;
  case UKE_ERRAND_COLLECT:
    collect (self);
    break;
  }
  g_task_return_boolean (task, TRUE);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiter *waiter = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&waiter->owner);

  if (owner != NULL && waiter->done != NULL)
    waiter->done (owner, g_task_get_task_data (G_TASK (result)));
  g_weak_ref_clear (&waiter->owner);
  g_free (waiter);
}

/* Takes @self. */
void
uke_inquiry_errand_start (UkeInquiryErrand *self, GObject *owner, UkeErrandDone done)
{
  g_autoptr (GTask) task = NULL;
  Waiter *waiter = g_new0 (Waiter, 1);

  g_weak_ref_init (&waiter->owner, owner);
  waiter->done = done;
  task = g_task_new (NULL, NULL, on_done, waiter);
  g_task_set_source_tag (task, uke_inquiry_errand_start);
  g_task_set_task_data (task, self, errand_free);
  g_task_run_in_thread (task, run_in_thread);
}

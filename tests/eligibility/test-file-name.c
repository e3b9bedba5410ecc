#include "eligibility/file-name.h"

static const struct {
  const char *name;
  UkeFileKind kind;
} kinds[] = {
  { "OQSsiquc01res_face_9910000001a0a1a2a3a4a5a6a7a8a9_20251104092210.xml", UKE_FILE_FACE },
  { "OQSsiquc01res_face_20251104120504.xml", UKE_FILE_FACE },
  { "oqsSIQUC01RES_FACE_20251104120504.XML", UKE_FILE_FACE },
  { "OQSsiquc01res_202511040001.xml", UKE_FILE_ANSWER },
  { "OQSmuimm02res_1.xml", UKE_FILE_ANSWER },
  { "OQSmuimm02res_1.zip", UKE_FILE_ARCHIVE },
  { "OQSsiquc01res_1.ZIP", UKE_FILE_ARCHIVE },
  { "OQSsiquc01req_1.xml", UKE_FILE_REQUEST },
  { "OQSsiquc01req_1.err", UKE_FILE_REJECTION },
  { "OQSsiquc01req_1.xml.tmp", UKE_FILE_OTHER },
  { "OQSsiquc01res_1.pdf", UKE_FILE_OTHER },
  { "YZKsiquc01res_1.xml", UKE_FILE_OTHER }, /* drugs */
  { "TKKsiquc01res_1.xml", UKE_FILE_OTHER }, /* check-ups */
  { "EPSsiPSR01res_1.xml", UKE_FILE_OTHER },
  { "PMHsimsm01res_1.xml", UKE_FILE_OTHER },
  { "prescription_1.xml", UKE_FILE_OTHER },
  { "del20251104.txt", UKE_FILE_OTHER },
  { "OQS.xml", UKE_FILE_OTHER },
  { "res_1.xml", UKE_FILE_OTHER },
  { "", UKE_FILE_OTHER },
};

static void
test_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_test_message ("%s", kinds[i].name);
    g_assert_cmpstr (uke_file_kind_get_nick (uke_file_name_get_kind (kinds[i].name)), ==,
                     uke_file_kind_get_nick (kinds[i].kind));
  }
}

static const struct {
  const char *name;
  const char *time;
} times[] = {
  { "OQSsiquc01res_face_9910000001a0a1a2a3a4a5a6a7a8a9_20251104092210.xml", "20251104092210" },
  { "OQSsiquc01res_face_20251104120504.XML", "20251104120504" },
  { "OQSsiquc01res_face_120251104120504.xml", NULL },
  { "OQSsiquc01res_face_2025110412050x.xml", NULL },
  { "20251104120504.xml", NULL },
  { "OQSsiquc01res_face_", NULL },
};

static void
test_times (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autofree char *time = uke_file_name_dup_time (times[i].name);

    g_assert_cmpstr (time, ==, times[i].time);
  }
}

static void
test_related (void)
{
  static const char request[] = "OQSsiquc01req_20251104-req_1.xml";
  g_autofree char *answer = uke_file_name_dup_answer (request);
  g_autofree char *archive = uke_file_name_dup_archive (request);
  g_autofree char *rejection = uke_file_name_dup_rejection (request);

  g_assert_cmpstr (answer, ==, "OQSsiquc01res_20251104-req_1.xml");
  g_assert_cmpstr (archive, ==, "OQSsiquc01res_20251104-req_1.zip");
  g_assert_cmpstr (rejection, ==, "OQSsiquc01req_20251104-req_1.err");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/file-name/kinds", test_kinds);
  g_test_add_func ("/file-name/times", test_times);
  g_test_add_func ("/file-name/related", test_related);
  return g_test_run ();
}

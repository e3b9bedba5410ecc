#include "eligibility/parser.h"

#include "eligibility/blocks.h"

#include <libxml/parser.h>
#include <string.h>

#define ROOT "XmlMsg"
/* Of the elements that are passed over, so many names are told. */
#define MOST_UNKNOWN 16
#define LONGEST_UNKNOWN 64

/* Where in the document we are: the blocks, and what stands between them. */
typedef enum {
  PLACE_BLOCK,
  PLACE_DOCUMENT,
  PLACE_ROOT,
  PLACE_RESULTS,
  PLACE_DISEASES,
  PLACE_TICKETS,
  PLACE_VALUE,
  PLACE_SKIPPED,
} Place;

typedef struct {
  Place place;
  UkeBlockKind kind; /* of the block that we are in, or that owns the list or value */
  gpointer block;
  const char **value; /* being read */
} Frame;

typedef struct {
  UkeEligibility *target;
  xmlParserCtxt *xml;
  Frame frames[UKE_ELIGIBILITY_MAX_DEPTH + 1]; /* the first is the document */
  guint depth;
  gsize used; /* of the target's texts */
  gboolean has_header;
  gboolean has_body;
  GHashTable *lists;  /* those that were there already */
  GPtrArray *unknown; /* owned names */
  GError *error;
  gboolean is_broken; /* libxml2 says so */
} Parser;

/* A block within a block. */
typedef struct {
  Place place;
  UkeBlockKind kind;
  const char *element;
  Place child_place;
  UkeBlockKind child_kind;
} Nesting;

/* clang-format off */
static const Nesting nestings[] = {
  { PLACE_ROOT, 0, "MessageHeader", PLACE_BLOCK, UKE_BLOCK_HEADER },
  { PLACE_ROOT, 0, "MessageBody", PLACE_BLOCK, UKE_BLOCK_UNIT },
  { PLACE_BLOCK, UKE_BLOCK_UNIT, "BulkConfirmUnit", PLACE_BLOCK, UKE_BLOCK_UNIT },
  { PLACE_BLOCK, UKE_BLOCK_UNIT, "BulkRegistrationUnit", PLACE_BLOCK, UKE_BLOCK_UNIT },
  { PLACE_BLOCK, UKE_BLOCK_UNIT, "QualificationConfirmSearchInfo", PLACE_BLOCK, UKE_BLOCK_SEARCH },
  { PLACE_BLOCK, UKE_BLOCK_UNIT, "ReferenceNumberRegistrationInfo", PLACE_BLOCK, UKE_BLOCK_REGISTRATION },
  { PLACE_BLOCK, UKE_BLOCK_UNIT, "ResultList", PLACE_RESULTS, UKE_BLOCK_UNIT },
  { PLACE_BLOCK, UKE_BLOCK_UNIT, "ResultOfQualificationConfirmation", PLACE_BLOCK, UKE_BLOCK_RESULT },
  { PLACE_RESULTS, UKE_BLOCK_UNIT, "ResultOfQualificationConfirmation", PLACE_BLOCK, UKE_BLOCK_RESULT },
  { PLACE_BLOCK, UKE_BLOCK_RESULT, "ElderlyRecipientCertificateInfo", PLACE_BLOCK, UKE_BLOCK_ELDERLY },
  { PLACE_BLOCK, UKE_BLOCK_RESULT, "LimitApplicationCertificateRelatedInfo", PLACE_BLOCK, UKE_BLOCK_LIMIT },
  { PLACE_BLOCK, UKE_BLOCK_RESULT, "SpecificDiseasesCertificateList", PLACE_DISEASES, UKE_BLOCK_RESULT },
  { PLACE_BLOCK, UKE_BLOCK_RESULT, "SpecificDiseasesCertificateInfo", PLACE_BLOCK, UKE_BLOCK_DISEASE },
  { PLACE_DISEASES, UKE_BLOCK_RESULT, "SpecificDiseasesCertificateInfo", PLACE_BLOCK, UKE_BLOCK_DISEASE },
  { PLACE_BLOCK, UKE_BLOCK_RESULT, "PublicExpenseResultList", PLACE_TICKETS, UKE_BLOCK_RESULT },
  { PLACE_TICKETS, UKE_BLOCK_RESULT, "MedicalTicketInfo", PLACE_BLOCK, UKE_BLOCK_TICKET },
};
/* clang-format on */

/* --- Where values go ------------------------------------------------------------------ */

static void
add_consents (GHashTable *offsets)
{
  static const struct {
    const char *suffix;
    gsize offset;
  } parts[] = {
    { "ConsFlg", G_STRUCT_OFFSET (UkeOqsConsent, flag) },
    { "ConsTime", G_STRUCT_OFFSET (UkeOqsConsent, time) },
    { "AvailableTime", G_STRUCT_OFFSET (UkeOqsConsent, until) },
  };

  for (gsize kind = 0; kind < UKE_OQS_N_CONSENTS; kind++)
    for (gsize part = 0; part < G_N_ELEMENTS (parts); part++) {
      gsize offset = G_STRUCT_OFFSET (UkeEligibilityResult, consents)
                     + kind * sizeof (UkeOqsConsent) + parts[part].offset;

      g_hash_table_insert (offsets,
                           g_strconcat (uke_oqs_consent_get_info (kind)->stem, parts[part].suffix,
                                        NULL),
                           GSIZE_TO_POINTER (offset + 1));
    }
}

/* For each kind of block, element to offset + 1 of its value. Made once, kept for ever. */
static gpointer
make_offsets (gpointer unused)
{
  GHashTable **offsets = g_new (GHashTable *, UKE_N_BLOCKS);

  xmlInitParser (); /* before several threads parse */
  for (UkeBlockKind kind = 0; kind < UKE_N_BLOCKS; kind++) {
    gsize count;
    const UkeBlockField *fields = uke_block_get_fields (kind, &count);

    offsets[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    for (gsize i = 0; i < count; i++)
      g_hash_table_insert (offsets[kind], g_strdup (fields[i].element),
                           GSIZE_TO_POINTER (fields[i].offset + 1));
  }
  add_consents (offsets[UKE_BLOCK_RESULT]);
  return offsets;
}

static GHashTable **
get_offsets (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_offsets, NULL);
}

static const char **
find_value (const Frame *frame, const char *element)
{
  gsize offset = GPOINTER_TO_SIZE (g_hash_table_lookup (get_offsets ()[frame->kind], element));

  return offset > 0 ? G_STRUCT_MEMBER_P (frame->block, offset - 1) : NULL;
}

/* --- Errors ---------------------------------------------------------------------------- */

static void
stop (Parser *self, UkeEligibilityError code, const char *message)
{
  if (self->error == NULL)
    self->error = g_error_new_literal (UKE_ELIGIBILITY_ERROR, code, message);
  xmlStopParser (self->xml);
}

static void
stop_at (Parser *self, const char *message, const char *element)
{
  g_autofree char *whole = g_strdup_printf ("<%.*s> %s", LONGEST_UNKNOWN, element, message);
  g_autofree char *valid = g_utf8_make_valid (whole, -1);

  stop (self, UKE_ELIGIBILITY_ERROR_MALFORMED, valid);
}

static void
on_xml_error (void *user_data,
#if LIBXML_VERSION >= 21200
              const
#endif
              xmlError *error)
{
  Parser *self = user_data;

  if (error->level >= XML_ERR_ERROR && error->domain != XML_FROM_NAMESPACE)
    self->is_broken = TRUE;
}

/* --- Blocks ---------------------------------------------------------------------------- */

static gpointer
add_to (Parser *self, GPtrArray *array, gsize size)
{
  gpointer block = uke_eligibility_add_block (self->target, size);

  if (block != NULL)
    g_ptr_array_add (array, block);
  else
    stop (self, UKE_ELIGIBILITY_ERROR_FORBIDDEN, "the file has too many blocks");
  return block;
}

static gpointer
add_unit (Parser *self)
{
  UkeEligibilityUnit *unit = add_to (self, self->target->units, sizeof *unit);

  if (unit != NULL) {
    unit->registrations = g_ptr_array_new ();
    unit->results = g_ptr_array_new ();
  }
  return unit;
}

static gpointer
add_result (Parser *self, UkeEligibilityUnit *unit)
{
  UkeEligibilityResult *result = add_to (self, unit->results, sizeof *result);

  if (result != NULL) {
    result->specific_diseases = g_ptr_array_new ();
    result->tickets = g_ptr_array_new ();
  }
  return result;
}

/* A block that there is at most once; NULL for the second. */
static gpointer
add_only (Parser *self, gpointer *slot, gsize size)
{
  if (*slot != NULL)
    return NULL;
  *slot = uke_eligibility_add_block (self->target, size);
  return *slot;
}

static gpointer
claim (gboolean *is_there, gpointer block)
{
  if (*is_there)
    return NULL;
  *is_there = TRUE;
  return block;
}

/* Bulk units are in the body, and nowhere deeper. */
static gpointer
enter_unit (Parser *self, const Frame *frame)
{
  if (frame->place == PLACE_ROOT)
    return claim (&self->has_body, &self->target->body);
  return frame->block == &self->target->body ? add_unit (self) : NULL;
}

/* NULL where it may not be there again. */
static gpointer
enter_block (Parser *self, const Frame *frame, UkeBlockKind kind)
{
  UkeEligibilityUnit *unit = frame->block;
  UkeEligibilityResult *result = frame->block;

  switch (kind) {
  case UKE_BLOCK_HEADER:
    return claim (&self->has_header, &self->target->header);
  case UKE_BLOCK_UNIT:
    return enter_unit (self, frame);
  case UKE_BLOCK_SEARCH:
    return add_only (self, (gpointer *) &unit->search, sizeof (UkeEligibilitySearch));
  case UKE_BLOCK_REGISTRATION:
    return add_to (self, unit->registrations, sizeof (UkeReferenceRegistration));
  case UKE_BLOCK_RESULT:
    return add_result (self, unit);
  case UKE_BLOCK_ELDERLY:
    return add_only (self, (gpointer *) &result->elderly, sizeof (UkeElderlyCertificate));
  case UKE_BLOCK_LIMIT:
    return add_only (self, (gpointer *) &result->limit, sizeof (UkeLimitCertificate));
  case UKE_BLOCK_DISEASE:
    return add_to (self, result->specific_diseases, sizeof (UkeSpecificDisease));
  case UKE_BLOCK_TICKET:
    return add_to (self, result->tickets, sizeof (UkeMedicalTicket));
  }
  return NULL;
}

/* A list belongs to the block around it, which has at most one of its kind. */
static gpointer
enter_list (Parser *self, const Frame *frame, Place place)
{
  gpointer mark = (char *) frame->block + place; /* no two blocks are so near */

  return g_hash_table_add (self->lists, mark) ? frame->block : NULL;
}

static const Nesting *
find_nesting (const Frame *frame, const char *element)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nestings); i++)
    if (nestings[i].place == frame->place && nestings[i].kind == frame->kind
        && strcmp (nestings[i].element, element) == 0)
      return &nestings[i];
  return NULL;
}

/* --- Elements -------------------------------------------------------------------------- */

static void
note_unknown (Parser *self, const char *element)
{
  if (self->unknown->len >= MOST_UNKNOWN || strlen (element) > LONGEST_UNKNOWN
      || g_ptr_array_find_with_equal_func (self->unknown, element, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->unknown, g_strdup (element));
}

/* What the element is, seen from the one around it. */
static Frame
enter (Parser *self, const Frame *frame, const char *element)
{
  Frame skipped = { .place = PLACE_SKIPPED };
  const Nesting *nesting;
  const char **value;
  Frame inner;

  if (frame->place == PLACE_SKIPPED)
    return skipped;

  value = frame->place == PLACE_BLOCK ? find_value (frame, element) : NULL;
  if (value != NULL) {
    if (*value != NULL)
      stop_at (self, "is there twice", element);
    *value = self->target->texts + self->used;
    return (Frame) { .place = PLACE_VALUE, .value = value };
  }

  nesting = find_nesting (frame, element);
  if (nesting == NULL) {
    note_unknown (self, element);
    return skipped;
  }

  inner = (Frame) { .place = nesting->child_place, .kind = nesting->child_kind };
  inner.block = inner.place == PLACE_BLOCK ? enter_block (self, frame, inner.kind)
                                           : enter_list (self, frame, inner.place);
  if (inner.block == NULL) {
    stop_at (self, "is there twice", element);
    return skipped;
  }
  return inner;
}

static void
on_start (void *user_data,
          const xmlChar *local_name,
          const xmlChar *prefix,
          const xmlChar *uri,
          int n_namespaces,
          const xmlChar **namespaces,
          int n_attributes,
          int n_defaulted,
          const xmlChar **attributes)
{
  Parser *self = user_data;
  const char *element = (const char *) local_name;
  const Frame *frame = &self->frames[self->depth];

  /* The file may end within a tag, whose name is then not its name. */
  if (self->error != NULL || self->xml->input->cur >= self->xml->input->end)
    return;
  if (self->depth >= UKE_ELIGIBILITY_MAX_DEPTH) {
    stop (self, UKE_ELIGIBILITY_ERROR_FORBIDDEN, "the file is nested too deeply");
    return;
  }
  if (frame->place == PLACE_VALUE) {
    stop_at (self, "is within a value", element);
    return;
  }
  if (frame->place == PLACE_DOCUMENT) {
    self->frames[++self->depth] = (Frame) { .place = PLACE_ROOT };
    if (strcmp (element, ROOT) != 0)
      stop (self, UKE_ELIGIBILITY_ERROR_FOREIGN,
            "the file is none of the terminal's: no <" ROOT ">");
    return;
  }

  self->frames[self->depth + 1] = enter (self, frame, element);
  self->depth++;
}

static void
on_characters (void *user_data, const xmlChar *text, int length)
{
  Parser *self = user_data;

  if (self->error != NULL || self->frames[self->depth].place != PLACE_VALUE)
    return;
  if (self->used + (gsize) length + 1 > self->target->size) {
    stop (self, UKE_ELIGIBILITY_ERROR_MALFORMED, "a value is longer than the file");
    return;
  }
  memcpy (self->target->texts + self->used, text, length);
  self->used += length;
}

static void
on_end (void *user_data, const xmlChar *local_name, const xmlChar *prefix, const xmlChar *uri)
{
  Parser *self = user_data;

  if (self->error != NULL || self->depth == 0)
    return;
  if (self->frames[self->depth].place == PLACE_VALUE)
    self->target->texts[self->used++] = '\0';
  self->depth--;
}

static void
on_doctype (void *user_data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  stop (user_data, UKE_ELIGIBILITY_ERROR_FORBIDDEN,
        "the file has a document type, which no terminal writes");
}

/* --- The whole ------------------------------------------------------------------------- */

/* Does the text end as a whole file does? Then what is wrong with it will not come right. */
static gboolean
has_end (const char *text, gsize length)
{
  const char *closing = g_strrstr_len (text, length, "</" ROOT);

  return closing != NULL && memchr (closing, '>', text + length - closing) != NULL;
}

static gboolean
begins_as_xml (const char *text)
{
  text += strspn (text, " \t\r\n");
  return *text == '<' || *text == '\0';
}

static void
explain (Parser *self, const char *text, gsize length)
{
  if (!begins_as_xml (text))
    stop (self, UKE_ELIGIBILITY_ERROR_MALFORMED, "the file is no XML");
  else if (has_end (text, length))
    stop (self, UKE_ELIGIBILITY_ERROR_MALFORMED, "the file is no well-formed XML");
  else
    stop (self, UKE_ELIGIBILITY_ERROR_INCOMPLETE, "the file ends before its end");
}

static void
run (Parser *self, const char *text, gsize length)
{
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = on_doctype,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_characters,
    .ignorableWhitespace = on_characters,
    .cdataBlock = on_characters,
    .serror = (xmlStructuredErrorFunc) on_xml_error,
  };

  self->xml = xmlCreatePushParserCtxt (&sax, self, NULL, 0, NULL);
  g_assert (self->xml != NULL);
  xmlCtxtUseOptions (self->xml, XML_PARSE_NONET);

  /* It would be believed, and the text is UTF-8 by now. */
  if (g_str_has_prefix (text, "<?xml") || g_str_has_prefix (text, "\xef\xbb\xbf"))
    stop (self, UKE_ELIGIBILITY_ERROR_MALFORMED, "the file has two beginnings");
  else
    xmlParseChunk (self->xml, text, (int) length, TRUE);

  if (self->error == NULL && (self->is_broken || !self->xml->wellFormed))
    explain (self, text, length);
  if (self->error == NULL && !self->has_header)
    stop (self, UKE_ELIGIBILITY_ERROR_FOREIGN, "the file has no header");
  xmlFreeParserCtxt (self->xml);
}

/* Fills @self from valid UTF-8 without an XML declaration, which ends with NUL. Errors are those
 * of uke_eligibility_new_from_data(). */
gboolean
uke_eligibility_parse (UkeEligibility *self, const char *text, gsize length, GError **error)
{
  g_autoptr (GHashTable) lists = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  Parser parser = {
    .target = self,
    .lists = lists,
    .unknown = unknown,
    .frames[0].place = PLACE_DOCUMENT,
  };

  get_offsets ();
  run (&parser, text, length);
  if (parser.error != NULL) {
    g_propagate_error (error, parser.error);
    return FALSE;
  }
  self->unknown = (GStrv) g_ptr_array_steal (unknown, NULL);
  return TRUE;
}

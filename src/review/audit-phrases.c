/* The phrases by which the audit knows what a sentence speaks of: lists, no code.
 *
 * A phrase begins with a space, so that it is found at the beginning of a word,
 * and ends with one when the word must end there too (audit-words.h normalizes).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "audit-phrases.h"

typedef const char *const Phrases[];

/* Columns would say nothing here, and one phrase a line is too long to read. */
/* clang-format off */
static Phrases boundary = {
  " trust boundar", " trust zone", " trusted zone", " untrusted zone", " trust level", " trust domain",
  " trust bucket", " security boundar", " privilege boundar", " trusted computing base", " zone of trust",
  " zones of trust", " security zone", " trust model", " network zone", " trust perimeter",
  " isolation boundar", " security perimeter", " sandbox boundar", " trust relationship", " trust tier",
  " tenant boundar", " process boundar", " network boundar", " confinement boundar", " security domain",
  " trust assumption", " trusted network", " untrusted network", " dmz ", NULL,
};

/* Only where a document is about threats. */
static Phrases trust = {
  " untrusted", " semi trusted", " not trusted", " distrust", " fully trusted", " is trusted",
  " are trusted", " trusted by", " attacker controlled", " does not trust", " do not trust",
  " not be trusted", " we trust", " trusts the", " partially trusted", " implicitly trust", " trusted to ",
  " assumed to be trust", " boundary ", " boundaries ", " hostile",
  " public internet", " network perimeter", NULL,
};

static Phrases secret = {
  " password", " passphrase", " credential", " secret", " token", " api key", " private key",
  " signing key", " encryption key", " key material", " session cookie", " cookies ", " personal data",
  " personal information", " personally identif", " pii ", " phi ", " payment", " card data",
  " card number", " cardholder", " health data", " health record", " medical", " patient", " sensitive",
  " confidential", " user data", " customer data", " private data", " email address", " e mail address",
  " bank account", " account data", " keys ", " source code", " user content", " backups ", " audit log",
  " client data", " address data", " order data", " shipping address", " key ", " certificate",
  " restricted data", " telemetry", " data dictionary", " submission", " user information", NULL,
};

static Phrases handling = {
  " encrypt", " hashed", " hashes ", " hashing", " salted", " tokeniz", " tokenis", " stored", " stores ",
  " storing", " store ", " storage", " persist", " at rest", " in transit", " tls ", " https ",
  " transmit", " sent ", " sends ", " sending ", " receives", " received", " passes ", " passed ",
  " flows ", " flow ", " forward", " written to", " writes ", " read from", " reads ", " logged",
  " logging", " redact", " masked", " retain", " retention", " deleted", " deletes", " expire", " rotat",
  " kept ", " held ", " lives in", " leaves ", " never leave", " crosses", " cached", " in memory",
  " upload", " download", " travel", " arrow ", " delivered", " collected", " exchang", " returned",
  " mounted", " synchroni", " shared ", " protected", " zeroed", " submitted", " over ssh", " keychain",
  " processed", " destroyed", " never reach", " fetches", " exported", " contains", " not exposed",
  " decrypt", " minted", NULL,
};

static Phrases authentication = {
  " authenticat", " authn", " login", " log in ", " logs in ", " logged in", " sign in", " signs in",
  " signed in", " mtls", " mutual tls", " mutually auth", " oidc", " oauth", " saml", " webauthn",
  " passkey", " mfa ", " 2fa ", " multi factor", " two factor", " password", " client certificate",
  " bearer", " jwt", " identity ", " identities", " unauthenticated", " anonymous", " ssh key",
  " session token", " api key", " api token", " access token", " credential", " single sign on", " sso ",
  " passphrase", " hmac", " peer credential", " spiffe", " kerberos", " ldap", " session cookie",
  " session id", " x509", " x 509", " onion service auth", " verified by signature", " passcode",
  " identity provider", NULL,
};

static Phrases authorization = {
  " authoriz", " authoris", " authz", " access control", " access polic", " permission", " rbac", " abac",
  " acl ", " acls ", " role ", " roles ", " least privilege", " privileges", " privileged",
  " unprivileged", " admin only", " administrator", " allowed to", " scoped to", " scopes ", " allowlist",
  " may only", " only the owner", " owner ", " ownership", " entitle", " grant", " read only access",
  " write access", " capabilit", " superuser", " root access", " sudo", " not be able to access",
  " restricted to", " tenant isolation", " polkit", " same uid", " same user", " admin role",
  " user consent", " approval", " access right", " admin user", " only admin", " file mode", " 0600", NULL,
};

static Phrases threat = {
  " threat", " attack", " adversar", " malicious", " spoof", " tamper", " repudiat", " disclosure",
  " denial of service", " dos ", " ddos", " elevation of privilege", " escalat", " injection", " xss",
  " cross site", " csrf", " ssrf", " idor", " hijack", " brute forc", " stuffing", " replay", " leak",
  " steal", " stolen", " compromis", " exploit", " phish", " mitm", " man in the middle", " risk",
  " abuse", " forge", " impersonat", " bypass", " poison", " exfiltrat", " traversal", " malware",
  " ransom", " eavesdrop", " sniff", " intercept", " flood", " exhaust", " unauthorized", " unauthorised",
  " insider", " backdoor", " typosquat", " takeover", " rollback attack", " scraping", " insecure",
  " vulnerab", " misuse", " overwrit", " enumerat", " hostile", " rogue", " expos", NULL,
};

static Phrases mitigation = {
  " mitigat", " countermeasure", " prevent", " protect", " defen", " guard", " address", " reduce",
  " safeguard", " remediat", " enforce", " block", " detect", " limit", " validat", " saniti", " encrypt",
  " reject", " verif", " signed ", " signature", " restrict", " isolat", " sandbox", " escap",
  " parameteri", " require", " ensur", " rate", " allowlist", " audit", " authenticat", " authoriz",
  " least privilege", " never ", " cannot ", " only ", " tls ", " mtls", " disabled", " harden", " pinned",
  " drop", " control", " monitor", " must ", " checks ", " checked", " httponly", " rotat", " scan",
  " hash", " capped", " bounded", " timeout", " backup", " quota", " deny", " denied", " refus", " confin",
  " seccomp", " fail closed", " constant time", " redact", " mfa", " immutable", " log ", " logged",
  " logging", " accepted risk", " risk accept", " separat", " review", NULL,
};

static Phrases data_heading = {
  " sensitive data", " data flow", " dataflow", " data handling", " data protection", " data classif",
  " data dictionar", " data inventor", " secrets handling", " secret handling", " information asset",
  " assets ", " asset ", " data at rest", " data in transit", " data stor", " data sensitiv",
  " credential", " secrets ", " key management", " data security", " personal data", " privacy",
  " data access", " encryption", " data collect", " data we ", " data retention", " flow of data",
  " data and ", NULL,
};

static Phrases mitigations_heading = {
  " mitigat", " countermeasure", " controls ", " control ", " defense", " defence", " response ",
  " safeguard", " remediation", " protection", " decision", " treatment", " how we prevent",
  " how we address", " addressed", " what we do", " fix ", " defended", " security measure", " how it is ",
  " solution", " our answer", " handled by", NULL,
};

static Phrases threats_heading = {
  " threat", " attack", " risk", " vulnerabilit", " spoof", " tamper", " repudiat", " disclosure",
  " denial of service", " elevation of privilege", " abuse", " adversar", " stride", " scenario",
  " misuse", " weakness", " finding", " hazard", " concern", " what can go wrong", " what could go wrong",
  NULL,
};

/* Not " response": plans are made for threats too. */
static Phrases elsewhere = {
  " report", " disclosure polic", " disclosure process", " responsible disclosure",
  " coordinated disclosure", " supported version", " version support", " bug bounty", " what to include",
  " what to expect", " acknowledg", " contact", " references", " glossary", " related",
  " table of contents", " contents ", " changelog", " change log", " revision history", " further reading",
  " see also", " terminology", " definitions", " embargo", " hall of fame", " advisories",
  " security team", " security update", " response expectation", " credits ", " contributing",
  " document control", " how to use", " instructions", " security releases", " disclosing", " recognition",
  " safe harbor", " safe harbour", " release process", " license", " known vulnerabilities",
  " preferred language",
  " what is ", " when to use", " analogy", " example", NULL,
};

static Phrases method_title = {
  " methodolog", " how to ", " template", " tutorial", " workshop", " cheat sheet", " cheatsheet",
  " training", " checklist", " best practices", " introduction to", " what is ", " framework", " course",
  " patterns", " guide", " handbook", " awesome ", " skill", " prompt", " curriculum", " requirements for",
  " exercise", " glossary", " recipe", " lesson", " playbook", " runbook", " advisory", " advisories", " techniques", " guidelines",
  NULL,
};

static Phrases model_title = {
  " threat model", " threatmodel", " threat analys", " threat assess", " threats ", " threat and",
  " threat list", " threat register", " threat catalog", " threat scenario", " stride",
  " attack tree", " attacker model", " adversary model", " trust boundar", " trust model",
  " attack surface", " abuse case", " security model", " threat landscape", NULL,
};

static Phrases review_title = {
  " pentest", " pen test", " penetration test", " security audit", " security review",
  " security assessment", " self assessment", " security architecture", " security design",
  " security analys", " security evaluation", " selfassessment", " risk assessment", " risk analys", NULL,
};

static Phrases security = {
  " secur", " threat", " trust boundar", " authenticat", " authoriz", " encrypt", " attack", " credential",
  " permission", " vulnerab", " privilege", " secret", NULL,
};

static Phrases security_title = {
  " security ", " trust boundar", " trust model", " hardening ", " trust and security", NULL,
};

static Phrases section_heading = {
  " threat model", " trust boundar", " trust model", " security model", " security consideration",
  " security architecture", " security assumption", " threat analys", " security design",
  " attacker model", " threats and mitigation", " threats ", " sensitive data flow",
  " security and threat", NULL,
};

/* Attacks named after what they defeat; not a word about how it is done. */
const char *const moat_audit_phrases_defeated[] = {
  " elevation of privileges", " elevation of privilege", " escalation of privileges",
  " escalation of privilege", " privilege escalation", " authentication bypass", " authorization bypass",
  " bypass authentication", " bypass authorization", " bypassing authentication",
  " bypassing authorization", " broken authentication", " broken access control", " stolen credential",
  " credential stuffing", " credential theft", " escalate privileges", " escalated privileges",
  " elevated privileges", NULL,
};

const char *const moat_audit_phrases_placeholders[] = {
  " todo ", " tbd ", " tbc ", " fixme ", " xxx ", " lorem ipsum", " to be completed", " to be defined",
  " to be determined", " to be documented", " to be added", " to be written", " to be filled",
  " coming soon", " placeholder", " fill in ", " fill this", " your project", " your trust",
  " your system", " your threat", " your application here", " goes here", " replace this", " replace with",
  " insert your", " insert here", " your answer", " your data flow", " delete this", NULL,
};

/* Words with which a sentence begins that asks the reader to write. */
const char *const moat_audit_phrases_instructions[] = {
  " describe ", " list ", " identify ", " define ", " enumerate ", " explain ", " determine ", " outline ",
  " specify ", " summarize ", " summarise ", " fill ", " draw ", " brainstorm ", " ask ", " think ",
  " document the ", " document your ", " document all ", " document any ", " document each ",
  " document how ", " map the ", " map out ", " map each ", " map data ", " note any ", " write down ",
  " replace ", " analyze ", " analyse ", " for each ", " what ", " which ", " who ", " how ", " where ",
  " why ", " are there ", " is there ", " do you ", " does the ", " have you ", " when you ",
  " explicitly define ", " clearly define ", " document trust ", " understand ", " decompose ", " state ",
  NULL,
};

const char *const moat_audit_phrases_absences[] = {
  " not documented", " not been documented", " not yet been", " not yet documented", " not yet defined",
  " not yet identified", " not been identified", " not been defined", " not identified", " not defined",
  " undocumented", " no documented", " not described", " no threat model", " no formal threat",
  " no trust boundar", " no data flow diagram", " without a threat", " lacks a threat",
  " lacks documented", " does not cover", " does not describe", " does not document", " does not yet",
  " not covered here", " is missing", " are missing", " future work", " will be documented",
  " will be described", " will be added", " should be documented", " needs to be documented",
  " need to be documented", " have not identified", " has not identified", " have not defined",
  " have not yet", " has not yet", " have not been analy", " not been analy", " not been assessed",
  " not been reviewed", " not been performed", " yet to be", " havent ", " hasnt ", " not documented",
  " out of date", " planned but", " we do not have a", " there is no documentation", " not been written",
  " not written", " not been considered", " no security review", " no sensitive data flow",
  " not been modeled", " not been modelled", " not modelled", " not modeled", NULL,
};

const char *const moat_audit_phrases_explanations[] = {
  " trust boundary is a ", " trust boundary is an ", " trust boundary is the point", " trust boundary is the line", " trust boundary is the place", " trust boundary is any ",
  " trust boundary is where", " trust boundaries are where", " trust boundaries are the point", " trust boundaries are the place",
  " trust boundaries are point", " trust boundaries are place", " trust boundaries are line", " trust boundary refers",
  " trust boundaries define where", " threat model is a ", " threat modeling is ", " threat modelling is ",
  " threat modeling helps", " trust boundary represents a", " a trust boundary exists",
  " data flow diagram is a", " trust boundaries mark ", " trust boundary separates", NULL,
};

const char *const moat_audit_phrases_pointers[] = {
  " see ", " refer to ", " for details see", " more information", " please see", " please refer",
  " read the ", NULL,
};

/* clang-format on */

const MoatAuditPhrases moat_audit_phrases[] = {
  { MOAT_WORD_BOUNDARY, boundary },
  { MOAT_WORD_TRUST, trust },
  { MOAT_WORD_SECRET, secret },
  { MOAT_WORD_HANDLING, handling },
  { MOAT_WORD_AUTHENTICATION, authentication },
  { MOAT_WORD_AUTHORIZATION, authorization },
  { MOAT_WORD_THREAT, threat },
  { MOAT_WORD_MITIGATION, mitigation },
  { MOAT_WORD_DATA, data_heading },
  { MOAT_WORD_MITIGATIONS, mitigations_heading },
  { MOAT_WORD_THREATS, threats_heading },
  { MOAT_WORD_ELSEWHERE, elsewhere },
  { MOAT_WORD_METHOD, method_title },
  { MOAT_WORD_MODEL, model_title },
  { MOAT_WORD_REVIEW, review_title },
  { MOAT_WORD_SECURITY, security },
  { MOAT_WORD_SECTION, section_heading },
  { MOAT_WORD_TITLE, security_title },
  { 0, NULL },
};

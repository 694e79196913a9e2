#ifndef CXML2_SHIM_H
#define CXML2_SHIM_H

// Debian's library knows ICU, whose headers are another version than those inside of Foundation: a module with both
// does not compile. Nothing here needs them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/// The library's `free` is a variable, which Swift takes for shared state.
static inline void cxml2_free(void *memory) { xmlFree(memory); }

#endif

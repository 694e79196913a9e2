#ifndef CPCRE2_SHIM_H
#define CPCRE2_SHIM_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdint.h>

// The suffixes of the library are macros, which Swift imports as nothing.
typedef pcre2_code_8 cpcre2_code;
typedef pcre2_match_data_8 cpcre2_match_data;

/// What is left of the work that a match may do. The library's own limits count calls within one place of the text;
/// this counts over all of them, and what is read between two calls as well.
typedef struct {
    int64_t left;
    /// What one item of a pattern costs.
    int64_t item;
    /// Groups that the pattern refers back to: comparing with one may read all of it. 0: none.
    uint32_t referred;
    size_t place;
} cpcre2_budget;

static inline int cpcre2_take(pcre2_callout_block_8 *block, void *data) {
    cpcre2_budget *budget = (cpcre2_budget *)data;
    size_t place = block->current_position;
    if (place > budget->place) budget->left -= (int64_t)((place - budget->place) >> 2);
    budget->place = place;
    budget->left -= budget->item;
    for (uint32_t group = 1; group <= budget->referred && group < block->capture_top; group++) {
        size_t start = block->offset_vector[2 * group], end = block->offset_vector[2 * group + 1];
        if (start != PCRE2_UNSET && end != PCRE2_UNSET && end > start) budget->left -= (int64_t)((end - start) >> 2);
    }
    return budget->left < 0 ? PCRE2_ERROR_CALLOUT : 0;
}

/// A context in which a match takes what it does from `budget`.
static inline pcre2_match_context_8 *cpcre2_context(
    cpcre2_budget *budget, uint32_t matches, uint32_t depth, uint32_t heapKiB) {
    pcre2_match_context_8 *context = pcre2_match_context_create_8(NULL);
    if (!context) return NULL;
    pcre2_set_match_limit_8(context, matches);
    pcre2_set_depth_limit_8(context, depth);
    pcre2_set_heap_limit_8(context, heapKiB);
    pcre2_set_callout_8(context, cpcre2_take, budget);
    return context;
}

#endif

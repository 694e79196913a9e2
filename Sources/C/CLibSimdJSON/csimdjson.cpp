#include "csimdjson.h"

#include <cstring>
#include <string_view>
#include <vector>

#include <simdjson.h>

using namespace simdjson;

namespace {

constexpr size_t longest = 1u << 30;
constexpr size_t kept_capacity = 4u << 20;  // a thread keeps no larger buffers than this between two documents

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// RFC 8259 section 6. simdjson refuses a number that it cannot hold; such a one is kept as it was written.
bool is_number(std::string_view text) {
    size_t i = 0;
    auto digits = [&] {
        size_t start = i;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9') i++;
        return i - start;
    };
    if (i < text.size() && text[i] == '-') i++;
    if (i < text.size() && text[i] == '0') i++;
    else if (digits() == 0) return false;
    if (i < text.size() && text[i] == '.') {
        i++;
        if (digits() == 0) return false;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        i++;
        if (i < text.size() && (text[i] == '+' || text[i] == '-')) i++;
        if (digits() == 0) return false;
    }
    return i == text.size();
}

// A document is valid UTF-8, but simdjson lets an escape name the second half of a surrogate pair alone.
bool has_lone_surrogate(std::string_view text) {
    const char *place = text.data();
    const char *end = place + text.size();
    while ((place = static_cast<const char *>(std::memchr(place, 0xED, static_cast<size_t>(end - place)))) != nullptr) {
        if (place + 1 < end && static_cast<unsigned char>(place[1]) >= 0xA0) return true;
        place++;
    }
    return false;
}

struct Reader {
    std::vector<csimdjson_event> &events;
    size_t max_depth;
    int32_t error = csimdjson_ok;

    bool fail(int32_t code) {
        error = code;
        return false;
    }

    bool fail(error_code code) {
        switch (code) {
        case STRING_ERROR: return fail(csimdjson_bad_string);
        case NUMBER_ERROR: return fail(csimdjson_bad_number);
        case UTF8_ERROR: return fail(csimdjson_not_utf8);
        case DEPTH_ERROR: return fail(csimdjson_too_deep);
        case UNCLOSED_STRING:
        case INCOMPLETE_ARRAY_OR_OBJECT: return fail(csimdjson_unfinished);
        default: return fail(csimdjson_malformed);
        }
    }

    csimdjson_event &add(uint32_t kind) {
        csimdjson_event event{};
        event.kind = kind;
        events.push_back(event);
        return events.back();
    }

    void add_text(uint32_t kind, std::string_view text) {
        csimdjson_event &event = add(kind);
        event.count = static_cast<uint32_t>(text.size());
        event.value.text = text.data();
    }

    bool add_scalar_token(std::string_view token) {
        while (!token.empty() && is_space(token.back())) token.remove_suffix(1);
        if (token == "null") return add(csimdjson_null), true;
        if (token == "true") return add(csimdjson_true), true;
        if (token == "false") return add(csimdjson_false), true;
        if (!is_number(token)) return fail(token.empty() ? csimdjson_malformed : csimdjson_bad_number);
        add_text(csimdjson_literal, token);
        return true;
    }

    bool scalar(ondemand::value &value, ondemand::json_type type) {
        if (type == ondemand::json_type::string) {
            std::string_view text;
            if (auto code = value.get_string().get(text)) return fail(code);
            if (has_lone_surrogate(text)) return fail(csimdjson_bad_string);
            add_text(csimdjson_string, text);
            return true;
        }
        if (type == ondemand::json_type::number) {
            ondemand::number number;
            if (value.get_number().get(number) == SUCCESS) {
                switch (number.get_number_type()) {
                case ondemand::number_type::signed_integer:
                    add(csimdjson_integer).value.integer = number.get_int64();
                    return true;
                case ondemand::number_type::unsigned_integer:
                    add(csimdjson_unsigned).value.unsigned_integer = number.get_uint64();
                    return true;
                case ondemand::number_type::floating_point_number:
                    add(csimdjson_double).value.number = number.get_double();
                    return true;
                }
            }
        }
        return false;
    }

    bool value(ondemand::value value, size_t depth) {
        ondemand::json_type type;
        if (auto code = value.type().get(type)) return fail(code);
        switch (type) {
        case ondemand::json_type::array: {
            ondemand::array array;
            if (auto code = value.get_array().get(array)) return fail(code);
            return elements(array, depth + 1);
        }
        case ondemand::json_type::object: {
            ondemand::object object;
            if (auto code = value.get_object().get(object)) return fail(code);
            return members(object, depth + 1);
        }
        default: {
            std::string_view token = value.raw_json_token();
            if (scalar(value, type)) return true;
            if (error != csimdjson_ok) return false;
            return add_scalar_token_of(value, token);
        }
        }
    }

    // A literal (true, false, null) or a number that simdjson cannot hold. It must be consumed for the iteration to go
    // on.
    bool add_scalar_token_of(ondemand::value &value, std::string_view token) {
        (void)value.get_bool().error();
        bool null = false;
        (void)value.is_null().get(null);
        return add_scalar_token(token);
    }

    bool elements(ondemand::array &array, size_t depth) {
        if (depth > max_depth) return fail(csimdjson_too_deep);
        size_t start = events.size();
        add(csimdjson_array);
        uint32_t count = 0;
        for (auto element : array) {
            ondemand::value each;
            if (auto code = element.get(each)) return fail(code);
            if (!value(each, depth)) return false;
            count++;
        }
        events[start].count = count;
        return true;
    }

    bool members(ondemand::object &object, size_t depth) {
        if (depth > max_depth) return fail(csimdjson_too_deep);
        size_t start = events.size();
        add(csimdjson_object);
        uint32_t count = 0;
        for (auto field : object) {
            std::string_view name;
            if (auto code = field.unescaped_key().get(name)) return fail(code);
            if (has_lone_surrogate(name)) return fail(csimdjson_bad_string);
            add_text(csimdjson_name, name);
            ondemand::value each;
            if (auto code = field.value().get(each)) return fail(code);
            if (!value(each, depth)) return false;
            count++;
        }
        events[start].count = count;
        return true;
    }
};

bool is_blank(const uint8_t *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (!is_space(static_cast<char>(text[i]))) return false;
    return true;
}

struct Buffers {
    ondemand::parser parser;
    std::vector<char> padded;
    std::vector<csimdjson_event> events;
};

}  // namespace

csimdjson_document csimdjson_read(const uint8_t *text, size_t length, size_t max_depth) {
    static thread_local Buffers *buffers = nullptr;
    static thread_local struct Cleaner {
        ~Cleaner() {
            delete buffers;
            buffers = nullptr;
        }
    } cleaner;
    (void)cleaner;
    if (is_blank(text, length)) return {csimdjson_empty, length, 0, nullptr};
    if (length > longest) return {csimdjson_too_large, 0, 0, nullptr};
    if (buffers != nullptr && buffers->padded.capacity() > kept_capacity && length < kept_capacity) {
        delete buffers;
        buffers = nullptr;
    }
    if (buffers == nullptr) buffers = new Buffers;

    // The document is read as the one element of an array: then a lone scalar needs no rules of its own.
    buffers->padded.resize(length + 2 + SIMDJSON_PADDING);
    char *start = buffers->padded.data();
    start[0] = '[';
    std::memcpy(start + 1, text, length);
    start[length + 1] = ']';
    std::memset(start + length + 2, ' ', SIMDJSON_PADDING);
    buffers->events.clear();

    Reader reader{buffers->events, max_depth + 1};
    auto failure = [&](int32_t error, size_t offset) {
        return csimdjson_document{error, offset > length ? length : offset, 0, nullptr};
    };
    ondemand::document document;
    ondemand::array array;
    auto code = buffers->parser.iterate(start, length + 2, buffers->padded.size()).get(document);
    if (code == SUCCESS) code = document.get_array().get(array);
    if (code != SUCCESS) {
        reader.fail(code);
        return failure(reader.error, reader.error == csimdjson_unfinished ? length : 0);
    }
    bool read = reader.elements(array, 1);
    const char *location = nullptr;
    bool at_end = document.current_location().get(location) != SUCCESS;
    size_t offset = location > start ? static_cast<size_t>(location - start) - 1 : length;
    if (!read) return failure(reader.error, offset);
    if (!at_end || buffers->events[0].count != 1) return failure(csimdjson_trailing, offset);
    return {csimdjson_ok, 0, buffers->events.size() - 1, buffers->events.data() + 1};
}

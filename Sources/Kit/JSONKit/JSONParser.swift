internal import CLibSimdJSON

/// What becomes of a name that stands twice in one object.
public enum DuplicateNames: Sendable {
    /// The last value counts.
    case lastCounts
    /// The text is refused. For what decides about trust: two readers must not see two values.
    case refused
}

extension JSONValue {
    /// Reads one JSON value and nothing else. A text with more than 256 combining marks in a row is refused: nobody
    /// writes that, and it would make every comparison slow.
    ///
    /// - Parameters:
    ///   - text: the bytes of the text, in UTF-8.
    ///   - maxDepth: how deep arrays and objects may nest.
    ///   - duplicateNames: what becomes of a name that stands twice in one object.
    /// - Throws: ``JSONError`` with the place of what is wrong.
    public init(
        parsing text: [UInt8], maxDepth: Int = 256, duplicateNames: DuplicateNames = .lastCounts
    ) throws(JSONError) {
        let result = unsafe text.withUnsafeBufferPointer { bytes -> Result<JSONValue, JSONError> in
            // The events belong to this thread until the next call on it; nothing between here and `finish` makes one.
            let document = unsafe csimdjson_read(bytes.baseAddress, bytes.count, maxDepth)
            guard unsafe document.error == 0 else {
                return unsafe .failure(JSONError(document: document, text: text))
            }
            var builder = unsafe Builder(
                events: UnsafeBufferPointer(start: document.events, count: document.count), text: text,
                duplicateNames: duplicateNames)
            do throws(JSONError) { return .success(try builder.value()) } catch { return .failure(error) }
        }
        self = try result.get()
    }

    /// Reads one JSON value and nothing else.
    public init(
        parsing text: String, maxDepth: Int = 256, duplicateNames: DuplicateNames = .lastCounts
    ) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), maxDepth: maxDepth, duplicateNames: duplicateNames)
    }
}

/// Builds a value from the flat run of events that the C++ side made of a document it has checked.
private struct Builder {
    let events: UnsafeBufferPointer<csimdjson_event>
    let text: [UInt8]
    let duplicateNames: DuplicateNames
    var next = 0

    init(events: UnsafeBufferPointer<csimdjson_event>, text: [UInt8], duplicateNames: DuplicateNames) {
        unsafe self.events = events
        self.text = text
        self.duplicateNames = duplicateNames
    }

    mutating func value() throws(JSONError) -> JSONValue {
        let event = unsafe events[next]
        next += 1
        switch unsafe csimdjson_kind(rawValue: event.kind) {
        case csimdjson_true: return .bool(true)
        case csimdjson_false: return .bool(false)
        case csimdjson_integer: return unsafe .number(JSONNumber(event.value.integer))
        case csimdjson_unsigned: return unsafe .number(JSONNumber(event.value.unsigned_integer))
        case csimdjson_double: return unsafe .number(JSONNumber(event.value.number))
        case csimdjson_literal: return unsafe .number(JSONNumber(storage: .literal(string(event))))
        case csimdjson_string:
            let string = string(event)
            if unsafe event.count > String.alwaysSafeBytes { try checkMarks(of: string) }
            return .string(string)
        case csimdjson_array:
            var elements: [JSONValue] = []
            let count = unsafe Int(event.count)
            elements.reserveCapacity(count)
            for _ in 0..<count { elements.append(try value()) }
            return .array(elements)
        case csimdjson_object:
            var object = JSONObject()
            let count = unsafe Int(event.count)
            object.reserveCapacity(count)
            for _ in 0..<count {
                let name = unsafe string(events[next])
                if unsafe events[next].count > String.alwaysSafeBytes { try checkMarks(of: name) }
                next += 1
                if case .refused = duplicateNames, object[name] != nil {
                    throw JSONError(.duplicateName, "the name \"\(name)\" stands twice in one object", at: 0, in: text)
                }
                object[name] = try value()
            }
            return .object(object)
        default: return .null
        }
    }

    private func string(_ event: csimdjson_event) -> String {
        unsafe String(
            decoding: UnsafeRawBufferPointer(start: event.value.text, count: Int(event.count)), as: UTF8.self)
    }

    private func checkMarks(of string: String) throws(JSONError) {
        guard string.hasEndlessMarks else { return }
        let message = "a text has more than \(String.maxMarksInARow) combining marks in a row"
        throw JSONError(.endlessMarks, message, at: 0, in: text)
    }
}

extension JSONError {
    fileprivate init(document: csimdjson_document, text: [UInt8]) {
        let offset = unsafe document.offset
        let (code, message): (Code, String) =
            switch unsafe csimdjson_error(rawValue: UInt32(document.error)) {
            case csimdjson_empty: (.unfinished, "there is no JSON value")
            case csimdjson_unfinished: (.unfinished, "the text ends before its last string, array or object does")
            case csimdjson_too_deep: (.tooDeep, "arrays and objects are nested too deep")
            case csimdjson_too_large: (.tooLarge, "the text is longer than 1 GiB")
            case csimdjson_not_utf8: (.notUTF8, "a byte is no UTF-8")
            case csimdjson_trailing: (.malformed, "something stands after the end of the JSON value")
            case csimdjson_bad_string: (.malformed, "a string has an escape or a character that JSON does not allow")
            case csimdjson_bad_number: (.malformed, "neither a number nor true, false or null")
            default: (.malformed, "a value, a comma, a colon or a closing bracket is missing or out of place")
            }
        self.init(code, message, at: code == .notUTF8 ? firstInvalidUTF8(in: text) : offset, in: text)
    }
}

/// Where the first sequence begins that is no UTF-8.
private func firstInvalidUTF8(in text: [UInt8]) -> Int {
    var decoder = Unicode.UTF8.ForwardParser()
    var bytes = text.makeIterator()
    var offset = 0
    while case .valid(let scalar) = decoder.parseScalar(from: &bytes) { offset += scalar.count }
    return offset
}

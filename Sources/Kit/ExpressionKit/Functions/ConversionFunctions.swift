import JSONKit

/// From one kind of value to another.
enum ConversionFunctions {
    static let table = [
        Builtin("bool", 1, bool).comparing.expectingNothing,
        Builtin("float", 1, float),
        Builtin("int", 1, int),
        Builtin("string", 1...2, string),
        Builtin("stringOrValue", 1, stringOrValue),
        Builtin("json", 1, json),
        Builtin("jsonStringify", 1, jsonStringify).expectingNothing,
        Builtin("formatNumber", 2...3, formatNumber),
        Builtin("uriComponent", 1, uriComponent),
        Builtin("uriComponentToString", 1, uriComponentToString),
    ]

    private static func bool(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        switch arguments[0] {
        case .json(.number(let number)): .bool(number.double != 0)
        case .json(.string(let text)): .bool(text.utf8.count != 5 || text.lowercased() != "false")
        case let other: .bool(other.isTrue)
        }
    }

    private static func float(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        if let number = ExpressionNumber(arguments[0]) { return try .double(number.double) }
        guard let number = NumberReading.number(try arguments.string(0)) else {
            throw arguments.failure(0, "a number, or a text that is one")
        }
        return try .double(number.double)
    }

    /// A whole number; what stands after the point is cut off.
    private static func int(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let text = arguments[0].isText ? try arguments.string(0) : ""
        guard let number = ExpressionNumber(arguments[0]) ?? NumberReading.number(text) else {
            throw arguments.failure(0, "a number, or a text that is one")
        }
        if case .int(let value) = number { return .int(value) }
        guard let whole = Int(exactly: number.double.rounded(.towardZero)) else {
            throw .range("the number is too large for int")
        }
        return .int(whole)
    }

    private static func string(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let locale = try arguments.option(1)
        if case .json(.number(let number)) = arguments[0], let locale {
            let format = try evaluation.localeFormat(locale)
            return .string(format.numbers.marking(number.shortest))
        }
        return .string(try evaluation.text(of: arguments[0]))
    }

    /// The value of a text that is `${…}` and nothing else; else the text with each `${…}` replaced by its value.
    private static func stringOrValue(
        _ evaluation: inout Evaluation, _ arguments: Arguments
    ) throws(Failure) -> Value {
        let text = try arguments.string(0)
        let bytes = Array(text.utf8)
        try evaluation.spend(bytes.count)
        let items: [TemplateText.Item]
        do throws(Failure) {
            items = try TemplateText.parse(bytes, 0..<bytes.count, functions: .standard, depth: 0)
        } catch {
            throw Failure(error.code, "in the text of stringOrValue: \(error.message)")
        }
        return try evaluation.nested { (now: inout Evaluation) throws(Failure) in
            if items.count == 1, case .expression(let node) = items[0].part { return try now.value(of: node) }
            return .string(try now.text(of: items.map(\.part)))
        }
    }

    private static func json(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let text = try arguments.string(0)
        return .json(try evaluation.parseJSON(text))
    }

    private static func jsonStringify(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        if arguments[0] == .undefined { return .undefined }
        try evaluation.spend(on: arguments[0])
        return .string(try evaluation.json(of: arguments[0]).text())
    }

    /// With so many places after the point and thousands in groups.
    private static func formatNumber(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let number = try arguments.number(0)
        let places = try arguments.whole(1)
        let format = try evaluation.localeFormat(try arguments.option(2))
        guard number.double.isFinite else { throw .range("the number is too large to be written") }
        guard (0...20).contains(places) else { throw arguments.failure(1, "0 to 20") }
        if let text = SmallNumber.text(number, places: places, point: format.numbers.point) { return .string(text) }
        var digits = DecimalDigits(number)
        digits.round(places: places)
        return .string(digits.text(places: places, marks: format.numbers))
    }

    private static func uriComponent(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        .string(PercentCoding.encode(try arguments.string(0)))
    }

    private static func uriComponentToString(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        guard let text = PercentCoding.decode(try arguments.string(0)) else {
            throw arguments.failure(0, "a text in which every % begins a valid escape")
        }
        return .string(text)
    }
}

extension Evaluation {
    /// The value of a JSON text.
    mutating func parseJSON(_ text: String) throws(Failure) -> JSONValue {
        try spend(text.utf8.count >> 2)
        do throws(JSONError) {
            return try JSONValue(parsing: text, maxDepth: environment.limits.depth)
        } catch {
            throw .value("this is no JSON: \(error)")
        }
    }
}

import JSONKit

/// What kind a value is. An error in the argument means `false`.
enum TypeFunctions {
    static let table = [
        test("isArray") { if case .json(.array) = $0 { true } else { false } },
        test("isBoolean") { if case .json(.bool) = $0 { true } else { false } },
        test("isObject") { if case .json(.object) = $0 { true } else { false } },
        test("isString") { $0.isText },
        test("isInteger") { ExpressionNumber($0)?.whole != nil },
        test("isFloat") { ExpressionNumber($0).map { $0.whole == nil } ?? false },
        test("isDateTime") {
            switch $0 {
            case .date: true
            case .json(.string(let text)): Timestamp(text) != nil
            default: false
            }
        },
    ]

    private static func test(_ name: String, _ isOfKind: @escaping @Sendable (Value) -> Bool) -> Builtin {
        Builtin(name, 1) { (_, arguments) throws(Failure) in .bool(isOfKind(arguments[0])) }.comparing.expectingNothing
    }
}

internal import ExpressionKit
internal import Foundation
internal import JSONKit

/// Chooses people of an organisation by an Adaptive Expression over `user`, a person as Microsoft Graph shows one.
struct PersonFilter: Sendable {
    private let expression: AdaptiveExpression
    private let environment: ExpressionEnvironment

    /// - Parameter source: the expression, with or without `${…}` around it.
    /// - Throws: what is wrong with it.
    init(_ source: String, now: @escaping @Sendable () -> Date) throws(ExpressionError) {
        let isWrapped = source.hasPrefix("${") && source.hasSuffix("}")
        expression = try AdaptiveExpression(isWrapped ? String(source.dropFirst(2).dropLast()) : source)
        var environment = ExpressionEnvironment.system
        environment.now = now
        self.environment = environment
    }

    /// What must be asked of each person.
    var properties: [String] {
        expression.references.compactMap { path -> String? in
            let parts = path.split(separator: ".")
            guard parts.count > 1, parts[0] == "user" else { return nil }
            let name = parts[1].prefix { $0 != "[" }
            return name.isEmpty || !name.utf8.allSatisfy(\.isWord) ? nil : String(name)
        }
    }

    /// Whether the person is meant. A person of whom that cannot be said is not.
    func includes(_ user: JSONValue) -> Bool {
        (try? expression.evaluate(["user": user], environment: environment)) == .json(.bool(true))
    }
}

extension UInt8 {
    fileprivate var isWord: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self & ~0x20) || self == 0x5F
    }
}

/// What a member must be beyond its type.
package struct StrictRule<Value> {
    /// What is wrong with a value, as a phrase that follows its place; `nil` when nothing is.
    package let problem: (Value) -> String?

    package init(_ problem: @escaping (Value) -> String?) { self.problem = problem }
}

extension StrictRule<String> {
    /// A text with more than white space.
    package static var filled: StrictRule {
        StrictRule { $0.unicodeScalars.contains { !$0.properties.isWhitespace } ? nil : "is empty" }
    }
}

extension StrictRule<Int> {
    /// A number of `range`.
    package static func within(_ range: ClosedRange<Int>) -> StrictRule {
        StrictRule {
            range.contains($0)
                ? nil : "must be a whole number from \(range.lowerBound) to \(range.upperBound), but is \($0)"
        }
    }
}

extension StrictRule {
    /// A list with at least one element.
    package static func filledList<Element>() -> StrictRule where Value == [Element] {
        StrictRule { $0.isEmpty ? "is empty" : nil }
    }
}

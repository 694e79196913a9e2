/// A word or a sign of an expression.
enum Token: Equatable {
    case number(ExpressionLiteral)
    case string(String)
    case name(String)
    /// The text between two backticks, as a range of the source.
    case template(Range<Int>)
    case sign(Sign)
    case end
}

/// A number as written: with a point it is never whole.
enum ExpressionLiteral: Equatable {
    case int(Int)
    case double(Double)
}

/// The signs, by how they are written.
enum Sign: String, CaseIterable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case remainder = "%"
    case power = "^"
    case equal = "=="
    case notEqual = "!="
    case notEqualToo = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and = "&&"
    case or = "||"
    case not = "!"
    case concatenate = "&"
    case coalesce = "??"
    case question = "?"
    case colon = ":"
    case comma = ","
    case point = "."
    case arrow = "=>"
    case open = "("
    case close = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
}

/// What a locale puts between and before the digits of a number. The digits themselves are always `0` to `9`, as .NET's
/// are.
struct NumberMarks: Sendable, Hashable {
    /// Between groups of digits.
    let group: String
    /// Between the whole part and the rest.
    let point: String
    /// Before a negative number.
    let minus: String
    /// How many digits stand together before the point.
    let firstGroup: Int
    /// How many digits stand together further left: 2 in India.
    let otherGroups: Int

    /// Digits without groups, as programs write them.
    static let plain = NumberMarks(group: "", point: ".", minus: "-", firstGroup: 3, otherGroups: 3)

    /// Whether a group ends where so many digits are still to come before the point.
    func isBoundary(digitsLeft: Int) -> Bool {
        digitsLeft == firstGroup || digitsLeft > firstGroup && (digitsLeft - firstGroup) % otherGroups == 0
    }

    /// A number as programs write it, with the locale's point and minus, and without groups.
    func marking(_ number: String) -> String {
        let isNegative = number.utf8.first == UInt8(ascii: "-")
        return (isNegative ? minus : "") + number.dropFirst(isNegative ? 1 : 0).replacing(".", with: point)
    }
}

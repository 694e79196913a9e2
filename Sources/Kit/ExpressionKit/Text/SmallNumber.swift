/// Numbers that are written the short way: most are.
enum SmallNumber {
    /// A number from 0 to below 1000 with so many places after the point: no locale puts groups or a sign into it.
    /// `nil`: for another, or where a half decides and the digits have to be looked at.
    static func text(_ number: ExpressionNumber, places: Int, point: String) -> String? {
        guard (0...4).contains(places), number.double >= 0, number.double < 999 else { return nil }
        let power = powers[places]
        let scaled = number.double * Double(power)
        let floor = scaled.rounded(.down)
        let rest = scaled - floor
        // The product is right to a billionth.
        guard abs(rest - 0.5) > 0.000_001 else { return nil }
        let digits = Int(floor) + (rest > 0.5 ? 1 : 0)
        guard places > 0 else { return whole[digits] }
        let fraction = String(digits % power)
        return whole[digits / power] + point + String(repeating: "0", count: places - fraction.utf8.count) + fraction
    }

    /// The numbers from 0 to 999 as text: to make one anew takes longer than to look it up.
    private static let whole = (0..<1000).map { String($0) }
    private static let powers = [1, 10, 100, 1000, 10_000]
}

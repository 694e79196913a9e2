import JSONKit

extension JSONNumber {
    /// The number as text: whole numbers without a point, others with as few digits as name them, very large and very
    /// small ones with an exponent.
    var shortest: String {
        if isInteger { return description }
        let value = double
        guard value.isFinite else { return description }
        if abs(value) < 9_007_199_254_740_992, let whole = int { return String(whole) }
        let digits = DecimalDigits(value)
        return digits.exponent > 21 || digits.exponent < -5 ? digits.scientific : digits.text(places: nil)
    }
}

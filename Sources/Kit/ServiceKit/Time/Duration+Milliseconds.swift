extension Duration {
    /// Whole milliseconds, towards zero; as near as a number can come for what is beyond.
    package var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let (product, isFar) = Int(seconds).multipliedReportingOverflow(by: 1000)
        let (sum, isFarther) = product.addingReportingOverflow(Int(attoseconds / 1_000_000_000_000_000))
        return isFar || isFarther ? (seconds < 0 ? .min : .max) : sum
    }
}

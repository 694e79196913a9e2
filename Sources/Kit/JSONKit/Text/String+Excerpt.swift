extension String {
    /// The text as a message may show it, whoever wrote it: at most 64 scalars, without control characters.
    package var excerpt: String {
        var scalars = UnicodeScalarView()
        for scalar in unicodeScalars.prefix(Self.maxExcerptScalars) {
            scalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
        }
        let isWhole = utf8.count == String(unicodeScalars.prefix(Self.maxExcerptScalars)).utf8.count
        return String(scalars) + (isWhole ? "" : "…")
    }

    private static var maxExcerptScalars: Int { 64 }
}

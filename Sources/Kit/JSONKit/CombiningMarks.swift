extension String {
    /// How many combining marks may follow one another in a text of a document. Swift brings a run of marks into their
    /// canonical order whenever a text is hashed, compared or split, in time that grows with the square of the run: one
    /// megabyte of them takes a minute. No language puts more than a dozen on a letter.
    /// - SeeAlso: [UAX #15, Stream-Safe Text Format](https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format),
    ///   whose bound is 30
    static var maxMarksInARow: Int { 256 }

    /// A text of so many bytes or fewer cannot have more: a mark takes two. Most need no look.
    static var alwaysSafeBytes: UInt32 { 512 }

    /// Whether there are more combining marks in a row than a text may have.
    var hasEndlessMarks: Bool {
        var run = 0
        for scalar in unicodeScalars {
            guard scalar.value >= 0x300, scalar.properties.canonicalCombiningClass != .notReordered else {
                run = 0
                continue
            }
            run += 1
            if run > Self.maxMarksInARow { return true }
        }
        return false
    }
}

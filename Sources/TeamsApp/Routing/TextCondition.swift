internal import TeamsModels

/// A comparison with a given text, in which any run of white space counts as one space.
struct TextCondition: Hashable, Sendable, CustomStringConvertible {
    let kind: TextSpecificity.Kind
    let text: String
    let ignoringCase: Bool
    private let specificity: TextSpecificity

    init(kind: TextSpecificity.Kind, text: String, ignoringCase: Bool) {
        let folded = text.withSingleSpaces
        self.kind = kind
        self.text = ignoringCase ? folded.lowercased() : folded
        self.ignoringCase = ignoringCase
        specificity = TextSpecificity(kind: kind, fixedCharacters: self.text.count, regardsCase: !ignoringCase)
    }

    func match(_ text: MessageText) -> TextSpecificity? {
        let whole = ignoringCase ? text.lowercased : text.folded
        return (kind == .equals ? whole == self.text : whole.holds(self.text)) ? specificity : nil
    }

    var description: String {
        "a message that \(kind == .equals ? "equals" : "contains") \"\(text)\"\(ignoringCase ? "" : " (regarding case)")"
    }
}

extension String {
    /// Whether `part` stands somewhere in it, to the letter. Quicker than `contains`, which looks at graphemes.
    fileprivate func holds(_ part: String) -> Bool {
        let (whole, part) = (Array(utf8), Array(part.utf8))
        guard let first = part.first else { return true }
        var index = 0
        while index <= whole.count - part.count, let place = whole[index...].firstIndex(of: first),
            place <= whole.count - part.count
        {
            if whole[place..<place + part.count].elementsEqual(part) { return true }
            index = place + 1
        }
        return false
    }
}

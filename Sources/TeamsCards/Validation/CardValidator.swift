public import JSONKit

extension CardNode where Properties == CardProperties.AdaptiveCard {
    /// Everything that Teams would refuse or people would miss, worst first, then in the order of the card. Never
    /// throws.
    public func validate(for target: CardTarget) -> [CardIssue] {
        var validator = CardValidator(target: target, isPartOfMessage: true)
        validator.check(json)
        return validator.sortedIssues
    }
}

/// Walks a card as JSON, so that it sees what a client will see, whoever wrote it.
public struct CardValidator {
    /// Everything that Teams would refuse or people would miss in `json`: a card, an attachment that holds one, a
    /// message or a dialog with such attachments.
    public static func issues(in json: JSONValue, for target: CardTarget) -> [CardIssue] {
        check(json, for: target).issues
    }

    /// What `json` holds, and everything that Teams would refuse or people would miss in it.
    package static func check(
        _ json: JSONValue, for target: CardTarget
    ) -> (contents: CardContents, issues: [CardIssue]) {
        var validator = CardValidator(target: target)
        validator.check(json)
        return (validator.contents, validator.sortedIssues)
    }

    let target: CardTarget
    /// Whether a bare card will get its envelope from whoever sends it.
    let isPartOfMessage: Bool
    var issues: [CardIssue] = []
    /// What the document turned out to be.
    var contents = CardContents()
    /// The cards that were found, with their places.
    var cards: [(path: String, object: JSONObject)] = []
    var version = CardVersion.teams
    /// What the whole card holds, gathered before the walk.
    var survey = CardSurvey()
    /// How many more misspelt ids get the nearest name: to look for it takes long where there are many.
    var hintsLeft = 50

    init(target: CardTarget, isPartOfMessage: Bool = false) {
        self.target = target
        self.isPartOfMessage = isPartOfMessage
    }

    /// A document as deep as a parser takes it is walked; what is deeper could end the process.
    fileprivate mutating func check(_ json: JSONValue) {
        guard json.isNested(deeperThan: Self.maxDepth) else { return checkDocument(json) }
        add(
            "json.depth", .error, "",
            "the document nests more than \(Self.maxDepth) objects and lists, which no client reads: make it flatter")
    }

    /// How deep objects and lists may nest, as in a parser.
    private static let maxDepth = 256

    /// Worst first, then in the order of the card.
    fileprivate var sortedIssues: [CardIssue] {
        issues.enumerated().sorted { first, second in
            first.element.severity == second.element.severity
                ? first.offset < second.offset : first.element.severity > second.element.severity
        }.map(\.element)
    }

    /// Where in the card the walk is.
    struct Place {
        var path: String
        var isInCarousel = false
        /// Whether something around has a `fallback`, which stands in for what cannot be shown here.
        var hasFallback = false
        var depth = 0

        func at(_ step: String) -> Place {
            var place = self
            place.path += "/" + JSONPointer.escaped(step)
            place.depth += 1
            return place
        }
        func at(_ index: Int) -> Place { at(String(index)) }
    }

    mutating func add(
        _ code: CardIssue.Code, _ severity: CardIssue.Severity, _ path: String, _ object: JSONObject? = nil,
        _ message: String
    ) {
        issues.append(
            CardIssue(
                code: code, severity: severity, path: path, elementID: object?["id"]?.stringValue, message: message))
    }

    mutating func add(_ code: CardIssue.Code, _ severity: CardIssue.Severity, _ path: String, _ message: String) {
        add(code, severity, path, nil, message)
    }
}

extension JSONValue {
    /// Whether objects and lists nest deeper. Looks no deeper than that.
    fileprivate func isNested(deeperThan depth: Int) -> Bool {
        switch self {
        case .array(let elements): depth == 0 || elements.contains { $0.isNested(deeperThan: depth - 1) }
        case .object(let object): depth == 0 || object.contains { $0.value.isNested(deeperThan: depth - 1) }
        default: false
        }
    }
}

public import JSONKit

extension CardNode where Properties == AdaptiveCardProperties {
    /// Everything that Teams would refuse or people would miss, worst first, then in the order of the card. Never
    /// throws.
    public func validate(for target: CardTarget) -> [CardIssue] { CardValidator.issues(in: json, for: target) }
}

/// Walks a card as JSON, so that it sees what a client will see, whoever wrote it.
public struct CardValidator {
    /// Everything that Teams would refuse or people would miss in `json`: a card, an attachment that holds one, a
    /// message or a dialog with such attachments.
    public static func issues(in json: JSONValue, for target: CardTarget) -> [CardIssue] {
        var validator = CardValidator(target: target)
        validator.checkEnvelope(json, at: "", isRoot: true)
        return validator.issues.enumerated().sorted { first, second in
            first.element.severity == second.element.severity
                ? first.offset < second.offset : first.element.severity > second.element.severity
        }.map(\.element)
    }

    let target: CardTarget
    var issues: [CardIssue] = []
    var version = CardVersion.teams
    /// What the whole card holds, gathered before the walk.
    var survey = CardSurvey()

    init(target: CardTarget) { self.target = target }

    /// Where in the card the walk is.
    struct Place {
        var path: String
        var inputsInScope: Set<String> = []
        var isInCarousel = false
        var isInShownCard = false
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

    // MARK: The whole card

    mutating func checkCard(_ json: JSONValue, at place: Place) {
        guard let card = json.objectValue else {
            add("card.type", .error, place.path, "a card is an object with the type \"AdaptiveCard\"")
            return
        }
        survey = CardSurvey(card)
        switch card["type"] {
        case .string("AdaptiveCard")?: break
        case .string(let type)?:
            add("card.type", .error, place.path + "/type", card, "the type is \"\(type)\": write \"AdaptiveCard\"")
        default: add("card.type", .error, place.path, card, "the type is missing: write \"type\": \"AdaptiveCard\"")
        }
        checkVersion(card, at: place)
        checkSize(json, at: place)
        checkProperties(card, of: .adaptiveCard, at: place, skipping: ["type", "version"])
        checkCardRules(card, at: place)
        checkMentions(card, at: place)
        checkIDs(at: place)
        if card["speak"] == nil && card["fallbackText"] == nil {
            add(
                "a11y.speak", .info, place.path, card,
                "`speak` or `fallbackText` would say in words what the card shows")
        }
    }

    /// The rules for a card and for one that another card shows.
    mutating func checkCardRules(_ card: JSONObject, at place: Place) {
        let primary = (card["actions"]?.arrayValue ?? []).filter {
            $0["mode"]?.stringValue?.lowercased() != "secondary"
        }
        if primary.count > 6 {
            add(
                "actions.tooMany", .warning, place.path + "/actions", card,
                "\(primary.count) buttons: Teams shows 6 and puts the others into a menu; give the less important ones \"mode\": \"secondary\""
            )
        }
        guard let refresh = card["refresh"]?.objectValue else { return }
        let path = place.path + "/refresh"
        if let type = refresh["action"]?["type"]?.stringValue, type != "Action.Execute" {
            add(
                "refresh.userIds", .error, path + "/action", card,
                "a card is refreshed by an Action.Execute, not by \(type)")
        }
        switch refresh["userIds"]?.arrayValue?.count {
        case let count? where count > Refresh.maxUserIDs:
            add(
                "refresh.userIds", .error, path + "/userIds", card,
                "\(count) people: a card is refreshed for 60 at the most")
        case nil:
            add(
                "refresh.userIds", .warning, path, card,
                "without userIds the card is refreshed for everybody, and only in chats of 60 members or fewer")
        default: break
        }
    }

    private mutating func checkVersion(_ card: JSONObject, at place: Place) {
        let path = place.path + "/version"
        switch card["version"] {
        case nil, .null?:
            add("card.version.missing", .error, place.path, card, "the version is missing: write \"version\": \"1.5\"")
        case .string(let text)?:
            guard let version = CardVersion(text) else {
                add("card.version.invalid", .error, path, card, "\"\(text)\" is no version: write one such as \"1.5\"")
                return
            }
            self.version = version
            if version > .teams {
                add(
                    "card.version.unsupported", .warning, path, card,
                    "Teams documents up to 1.5: a client that does not know \(version) shows `fallbackText` instead of the card"
                )
            }
        case let other?:
            add("card.version.invalid", .error, path, card, "the version is a text: write \"1.5\" instead of \(other)")
        }
    }

    private mutating func checkIDs(at place: Place) {
        for (id, paths) in survey.ids.sorted(by: { $0.key < $1.key }) where paths.count > 1 {
            for path in paths.dropFirst() {
                add(
                    "id.duplicate", .error, place.path + path + "/id", ["id": .string(id)],
                    "the id \"\(id)\" stands also at \(paths[0]): Teams on phones drops inputs of such a card; ids are unique in the whole card"
                )
            }
        }
    }
}

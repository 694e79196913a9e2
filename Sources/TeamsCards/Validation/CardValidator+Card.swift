internal import JSONKit

extension CardValidator {
    mutating func checkCard(_ json: JSONValue, at place: Place) {
        guard let card = json.objectValue else {
            let hint = json.stringValue == nil ? "" : ", not a text that holds one"
            add("card.type", .error, place.path, "a card is an object with the type \"AdaptiveCard\"" + hint)
            return
        }
        contents.cards += 1
        cards.append((place.path, card))
        version = .teams
        survey = CardSurvey(card)
        switch card["type"] {
        case .string("AdaptiveCard")?: break
        case .string(let type)?:
            add("card.type", .error, place.path + "/type", card, "the type is \"\(type)\": write \"AdaptiveCard\"")
        default: add("card.type", .error, place.path, card, "the type is missing: write \"type\": \"AdaptiveCard\"")
        }
        checkVersion(card, at: place)
        checkProperties(card, of: .adaptiveCard, at: place, skipping: ["type", "version"])
        checkRefresh(card, at: place)
        checkMentions(card, at: place)
        checkBindings(json, at: place.path, depth: 0)
        checkDuplicateIDs(at: place)
        if card["speak"] == nil && card["fallbackText"] == nil {
            add(
                "a11y.speak", .info, place.path, card,
                "`speak` or `fallbackText` would say in words what the card shows")
        }
    }

    private mutating func checkVersion(_ card: JSONObject, at place: Place) {
        let path = place.path + "/version"
        switch card["version"] {
        case nil, .null?:
            add("card.version.missing", .error, place.path, card, "the version is missing: write \"version\": \"1.5\"")
        case .string(let text)?:
            guard let version = CardVersion(text) else {
                add(
                    "card.version.invalid", .error, path, card,
                    "\"\(cut(text))\" is no version: write one such as \"1.5\"")
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
            add(
                "card.version.invalid", .error, path, card,
                "the version is a text: write \"1.5\" instead of \(cut(other.text()))")
        }
    }

    /// Who a card is refreshed for, and by what. A list that is absent means all.
    mutating func checkRefresh(_ card: JSONObject, at place: Place) {
        guard let refresh = card["refresh"]?.objectValue else { return }
        let path = place.path + "/refresh"
        if let type = refresh["action"]?["type"]?.stringValue, type != "Action.Execute" {
            add(
                "refresh.userIds", .error, path + "/action", card,
                "a card is refreshed by an Action.Execute, not by \(cut(type))")
        }
        guard let ids = refresh["userIds"], ids != .null else {
            add(
                "refresh.userIds", .warning, path, card,
                "without userIds the card is refreshed for everybody, and only in chats of 60 members or fewer")
            return
        }
        let people = ids.arrayValue ?? []
        if people.count > Refresh.maxUserIDs {
            add(
                "refresh.userIds", .error, path + "/userIds", card,
                "\(people.count) people: a card is refreshed for 60 at the most")
        }
        for (index, person) in people.enumerated() {
            guard let id = person.stringValue, !isTemplate(id), MentionedID(id) != .person else { continue }
            add(
                "refresh.userIds", .warning, "\(path)/userIds/\(index)", card,
                "\"\(cut(id))\" is no id that Teams refreshes for: give the ids of people as the bot knows them, which begin with 29:"
            )
        }
    }

    private mutating func checkDuplicateIDs(at place: Place) {
        for (id, paths) in survey.ids.sorted(by: { $0.key.text < $1.key.text }) where paths.count > 1 {
            for path in paths.dropFirst() where !CardSurvey.areAlternatives(path, paths[0]) {
                add(
                    "id.duplicate", .error, place.path + path + "/id", ["id": .string(id.text)],
                    "the id \"\(cut(id.text))\" stands also at \(place.path + paths[0]): Teams on phones drops inputs of such a card; ids are unique in the whole card"
                )
            }
        }
    }
}

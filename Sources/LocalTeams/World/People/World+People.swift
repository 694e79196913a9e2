internal import FoundationEssentials
internal import JSONKit

// People and bots.

extension World {
    @discardableResult
    mutating func addPerson(
        handle: String, name: String, locale: String? = nil, timeZone: String? = nil, readReceipts: Bool? = nil
    ) throws(Refusal) -> Person {
        try Self.check(handle, "handle")
        try Self.check(name, "name")
        guard people[handle] == nil else { throw .conflict("someone has the handle \"\(handle)\" already") }
        var person = Person(handle: handle, name: name, tenant: tenant.id)
        try Self.change(&person, locale: locale, timeZone: timeZone, readReceipts: readReceipts)
        guard directory[person.userPrincipalName.lowercased()] == nil else {
            throw .conflict("someone has the address \"\(person.userPrincipalName)\" already")
        }
        insert(person)
        showWorkspace()
        for bot in bots.inOrder() where bot.everyone {
            announce(insert(bot: bot.appId, target: .user(handle)), by: handle)
        }
        return person
    }

    @discardableResult
    mutating func changePerson(
        _ handle: String, locale: String? = nil, timeZone: String? = nil, readReceipts: Bool? = nil
    ) throws(Refusal) -> Person {
        var person = try known(handle)
        try Self.change(&person, locale: locale, timeZone: timeZone, readReceipts: readReceipts)
        people[handle]?.value = person
        touch(.person(handle))
        showWorkspace()
        return person
    }

    private static func change(
        _ person: inout Person, locale: String?, timeZone: String?, readReceipts: Bool?
    ) throws(Refusal) {
        if let timeZone {
            guard TimeZone(identifier: timeZone) != nil else {
                throw .badRequest("\"timeZone\": \"\(timeZone)\" is no time zone, such as Europe/Stockholm")
            }
            person.timeZone = timeZone
        }
        if let locale {
            try check(locale, "locale")
            person.locale = locale
        }
        if let readReceipts { person.readReceipts = readReceipts }
    }

    /// What is left out: `appId` is made up, `auth` is on, all scopes, no permissions. `secret` comes from outside, as
    /// chance does.
    @discardableResult
    mutating func addBot(
        name: String, endpoint: String?, appId: String? = nil, secret: String = Secret.hex(), auth: Bool? = nil,
        scopes: [String]? = nil, permissions: [String]? = nil
    ) throws(Refusal) -> Bot {
        try Self.check(name, "name")
        if let appId {
            try Self.check(appId, "appId")
            guard bots[appId] == nil else { throw .conflict("a bot has the app id \"\(appId)\" already") }
        }
        if let scope = scopes?.first(where: { !Bot.allScopes.contains($0) }) {
            throw .badRequest("\"scopes\" can be \(Bot.allScopes.joined(separator: ", ")), but not \"\(scope)\"")
        }
        let bot = Bot(
            appId: appId ?? ids.guid(), secret: secret, name: name,
            endpoint: try Self.checked(endpoint: endpoint), auth: auth ?? true, scopes: scopes ?? Bot.allScopes,
            permissions: permissions ?? [])
        insert(bot)
        showWorkspace()
        return bot
    }

    @discardableResult
    mutating func changeBot(
        _ appId: String, endpoint: String? = nil, secret: String? = nil, disabled: Bool? = nil
    ) throws(Refusal) -> Bot {
        var bot = try knownBot(appId)
        if let secret { bot.secret = secret }
        if let endpoint = try Self.checked(endpoint: endpoint) { bot.endpoint = endpoint }
        if let disabled { bot.disabled = disabled }
        bots[appId]?.value = bot
        touch(.bot(appId))
        showWorkspace()
        return bot
    }

    private static func checked(endpoint: String?) throws(Refusal) -> String? {
        guard let endpoint else { return nil }
        guard endpoint.hasPrefix("http://") || endpoint.hasPrefix("https://") else {
            throw .badRequest("\"endpoint\" must be an address such as http://127.0.0.1:3978/api/messages")
        }
        return endpoint
    }

    /// Nobody is called nothing, and no name is a novel: it goes along with everything that is said.
    static func check(_ text: String, _ what: String) throws(Refusal) {
        guard text.utf8.count <= 1_000 else { throw .badRequest("\"\(what)\" is longer than 1,000 bytes") }
        guard text.contains(where: { !$0.isWhitespace }) else { throw .badRequest("\"\(what)\" is empty") }
    }

    mutating func block(_ bot: String, as handle: String) throws(Refusal) {
        try setBlock(Block(handle: handle, bot: bot), true)
    }

    mutating func unblock(_ bot: String, as handle: String) throws(Refusal) {
        try setBlock(Block(handle: handle, bot: bot), false)
    }

    private mutating func setBlock(_ block: Block, _ isBlocked: Bool) throws(Refusal) {
        try known(block.handle)
        try knownBot(block.bot)
        guard blocks.contains(block) != isBlocked else { return }
        if isBlocked { blocks.insert(block) } else { blocks.remove(block) }
        touch(.block(block))
        show(.workspace, to: [block.handle])
    }
}

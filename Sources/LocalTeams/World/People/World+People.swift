internal import Foundation
internal import JSONKit

// People and bots.

extension World {
    @discardableResult
    mutating func addPerson(
        handle: Handle, name: String, locale: String? = nil, timeZone: String? = nil, readReceipts: Bool? = nil,
        oldClient: Bool? = nil
    ) throws(Refusal) -> Person {
        try Self.check(handle.rawValue, "handle")
        try Self.check(name, "name")
        guard directory.person(handle) == nil else { throw .conflict("someone has the handle \"\(handle)\" already") }
        var person = Person(handle: handle, name: name, tenant: tenant.id)
        try Self.change(&person, locale: locale, timeZone: timeZone, readReceipts: readReceipts, oldClient: oldClient)
        guard directory.handle(named: person.userPrincipalName) == nil else {
            throw .conflict("someone has the address \"\(person.userPrincipalName)\" already")
        }
        directory.add(person, serial: counters.nextSerial())
        showWorkspace()
        for bot in directory.bots where bot.isForEveryone {
            announce(install(bot.appId, at: .user(handle)), by: handle)
        }
        return person
    }

    @discardableResult
    mutating func changePerson(
        _ handle: Handle, locale: String? = nil, timeZone: String? = nil, readReceipts: Bool? = nil,
        oldClient: Bool? = nil
    ) throws(Refusal) -> Person {
        var person = try known(handle)
        try Self.change(&person, locale: locale, timeZone: timeZone, readReceipts: readReceipts, oldClient: oldClient)
        directory.change(person)
        showWorkspace()
        return person
    }

    private static func change(
        _ person: inout Person, locale: String?, timeZone: String?, readReceipts: Bool?, oldClient: Bool?
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
        if let oldClient { person.oldClient = oldClient }
    }

    /// What is left out: `appId` is made up, `auth` is on, all scopes, no permissions. `secret` comes from outside, as
    /// chance does.
    @discardableResult
    mutating func addBot(
        name: String, endpoint: String?, appId: AppID? = nil, secret: String = Secret.hex(), auth: Bool? = nil,
        scopes: [String]? = nil, permissions: [String]? = nil, commands: [BotCommand]? = nil
    ) throws(Refusal) -> Bot {
        try Self.check(name, "name")
        if let appId {
            try Self.check(appId.rawValue, "appId")
            guard directory.bot(appId) == nil else { throw .conflict("a bot has the app id \"\(appId)\" already") }
        }
        var bot = Bot(
            appId: "", secret: secret, name: name, endpoint: try Self.checked(endpoint: endpoint), auth: auth ?? true)
        try bot.change(scopes: scopes, permissions: permissions, commands: commands)
        bot.appId = appId ?? AppID(rawValue: ids.guid())
        directory.add(bot, serial: counters.nextSerial())
        showWorkspace()
        return bot
    }

    @discardableResult
    mutating func changeBot(
        _ appId: AppID, name: String? = nil, endpoint: String? = nil, secret: String? = nil, disabled: Bool? = nil,
        scopes: [String]? = nil, permissions: [String]? = nil, commands: [BotCommand]? = nil
    ) throws(Refusal) -> Bot {
        var bot = try knownBot(appId)
        if let name {
            try Self.check(name, "name")
            bot.name = name
        }
        // An installation that is there stays, also where the bot could not be installed any more.
        try bot.change(scopes: scopes, permissions: permissions, commands: commands)
        if let secret { bot.secret = secret }
        if let endpoint = try Self.checked(endpoint: endpoint) { bot.endpoint = endpoint }
        if let disabled { bot.disabled = disabled }
        directory.change(bot)
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

    mutating func block(_ bot: AppID, as handle: Handle) throws(Refusal) {
        try setBlock(bot, of: handle, true)
    }

    mutating func unblock(_ bot: AppID, as handle: Handle) throws(Refusal) {
        try setBlock(bot, of: handle, false)
    }

    private mutating func setBlock(_ bot: AppID, of handle: Handle, _ isBlocked: Bool) throws(Refusal) {
        try known(handle)
        try knownBot(bot)
        guard directory.blocks(handle, bot) != isBlocked else { return }
        directory.block(handle, bot, isBlocked)
        show(.workspace, to: [handle])
    }
}

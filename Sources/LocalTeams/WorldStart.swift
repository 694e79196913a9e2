internal import Foundation
internal import JSONKit

/// The world that a run starts with: the one of the data file, else that of the workspace file, else the built-in one.
struct WorldStart {
    var world: World
    /// The app id of the bot slot.
    let clientID: AppID
    /// The bot that is to learn where it is installed, when this run installed it.
    let announcedBot: AppID?

    init(_ options: TeamsServiceOptions, store: WorldStore?, address: String) async throws(LocalTeamsError) {
        if let endpoint = options.bot, !BotEndpoint.isAllowed(endpoint) {
            throw LocalTeamsError(
                .badOption,
                "--bot \(endpoint): must be an http or https address of this machine, such as "
                    + "http://127.0.0.1:3978/api/messages; Local Teams connects to nothing else")
        }
        if let problem = options.scopes.flatMap(Bot.problem(inScopes:)) {
            throw LocalTeamsError(.badOption, "--scopes: \(problem)")
        }
        if let problem = options.permissions.flatMap(Bot.problem(inPermissions:)) {
            throw LocalTeamsError(.badOption, "--permissions: \(problem)")
        }
        let stored = try await store?.records() ?? []
        if stored.isEmpty {
            let workspace = try Self.workspace(options)
            var generator = SystemRandomNumberGenerator()
            world = World(workspace, seed: generator.next(), now: WorldClock.machine, origin: address)
            clientID = Self.slotID(options, workspace.bots)
            announcedBot = options.bot == nil ? nil : clientID
        } else {
            world = try Self.restored(stored, options, address: address)
            clientID = Self.slotID(options, world.workspace.bots)
            announcedBot = try Self.update(&world, options, clientID: clientID) ? clientID : nil
        }
        world.rules = options.lenient ? .lenient : Rules()
        let changes = world.takeChanges()
        try await store?.store(changes.records)
    }

    /// The app id of the bot slot: the one that was asked for, else the development app's, unless the workspace brings
    /// bots of its own.
    private static func slotID(_ options: TeamsServiceOptions, _ bots: [Bot]) -> AppID {
        let development = AppID(rawValue: TeamsServiceOptions.developmentClientID)
        if let id = options.clientID { return AppID(rawValue: id) }
        guard options.bot == nil, let first = bots.first, !bots.contains(where: { $0.appId == development })
        else { return development }
        return first.appId
    }

    /// The workspace of the file, or the built-in one, with the bot slot and the clock that the options ask for.
    private static func workspace(_ options: TeamsServiceOptions) throws(LocalTeamsError) -> Workspace {
        var workspace: Workspace
        if let path = options.workspace {
            workspace = try read(path)
        } else {
            workspace = .standard
            workspace.bots = []  // the slot is put there below, under the id that was asked for
        }
        if let clock = options.clock { workspace.clock.mode = clock == .virtual ? .virtual : .real }
        let id = slotID(options, workspace.bots)
        var bot =
            workspace.bots.first { $0.appId == id }
            ?? Bot(appId: id, secret: TeamsServiceOptions.developmentClientSecret, name: "Bot")
        options.change(&bot)
        if options.bot != nil {
            workspace.installEverywhere(bot)
        } else if let place = workspace.bots.firstIndex(where: { $0.appId == id }) {
            workspace.bots[place] = bot
        } else {
            workspace.bots.append(bot)
        }
        for bot in workspace.bots {
            guard let endpoint = bot.endpoint, !BotEndpoint.isAllowed(endpoint) else { continue }
            throw LocalTeamsError(
                .badWorkspace,
                "--workspace \(options.workspace ?? ""): the endpoint of the bot \(bot.appId) is not an "
                    + "http or https address of this machine")
        }
        return workspace
    }

    private static func read(_ path: String) throws(LocalTeamsError) -> Workspace {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LocalTeamsError(.badWorkspace, "--workspace \(path): the file cannot be read")
        }
        do {
            return try Workspace(file: try JSONValue(parsing: Array(data)))
        } catch let error as JSONError {
            throw LocalTeamsError(
                .badWorkspace, "--workspace \(path): not JSON, line \(error.line): \(error.message)")
        } catch let error as StrictError {
            throw LocalTeamsError(.badWorkspace, "--workspace \(path): \(error.message)")
        } catch {
            throw LocalTeamsError(.badWorkspace, "--workspace \(path): \(error)")
        }
    }

    private static func restored(
        _ records: [Record], _ options: TeamsServiceOptions, address: String
    ) throws(LocalTeamsError) -> World {
        let path = options.data ?? ""
        let world: World
        do {
            world = try World(records: records, origin: address)
        } catch {
            throw LocalTeamsError(.badData, "--data \(path): \(error.message); \(WorldStore.advice)")
        }
        let mode: TeamsServiceOptions.ClockMode = world.clock.mode == .virtual ? .virtual : .real
        if let asked = options.clock, asked != mode {
            throw LocalTeamsError(
                .badOption, "--clock \(asked.rawValue): the world in --data \(path) has a \(mode.rawValue) clock")
        }
        return world
    }

    /// What the options say of the bot slot, in a world that is there already.
    /// - Returns: whether the bot is installed everywhere only now.
    private static func update(
        _ world: inout World, _ options: TeamsServiceOptions, clientID: AppID
    ) throws(LocalTeamsError) -> Bool {
        guard options.changesSlot else { return false }
        do {
            if world.bot(clientID) == nil {
                try world.addBot(
                    name: "Bot", endpoint: options.bot, appId: clientID,
                    secret: options.clientSecret ?? TeamsServiceOptions.developmentClientSecret,
                    scopes: options.scopes, permissions: options.permissions)
            } else {
                try world.changeBot(
                    clientID, endpoint: options.bot, secret: options.clientSecret, scopes: options.scopes,
                    permissions: options.permissions)
            }
            world.resetKeeps(clientID) { options.change(&$0) }
            return options.bot != nil && world.installEverywhere(clientID)
        } catch {
            let option = options.bot.map { "--bot \($0)" } ?? "--client-id \(clientID)"
            throw LocalTeamsError(.badOption, "\(option): \(error.message)")
        }
    }
}

extension TeamsServiceOptions {
    /// Whether they say something of the bot slot.
    fileprivate var changesSlot: Bool {
        bot != nil || clientID != nil || clientSecret != nil || scopes != nil || permissions != nil
    }

    /// What they say of the bot of the slot.
    fileprivate func change(_ slot: inout Bot) {
        if let bot { slot.endpoint = bot }
        if let clientSecret { slot.secret = clientSecret }
        slot.take(scopes: scopes, permissions: permissions)
    }
}

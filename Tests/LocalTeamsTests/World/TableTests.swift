import JSONKit
import Testing

@testable import LocalTeams

@Suite struct TableTests {
    private static func chat(_ id: ConversationID, serial: Int) -> ChatState {
        ChatState(id: id, kind: .group, bot: nil, serial: serial)
    }

    private static func keys(_ table: inout Table<ConversationID, ChatState>) -> [String] {
        var records: [RecordChange] = []
        table.takeChanges(into: &records)
        return records.map { change in
            switch change {
            case .put(let record): "put \(record.kind) \(record.key)"
            case .delete(let kind, let key): "delete \(kind) \(key)"
            case .deleteAll: "deleteAll"
            }
        }
    }

    @Test func itTellsOnceWhatChangedInTheOrderOfTheFirstChange() {
        var table = Table<ConversationID, ChatState>(.chat)
        table.put(Self.chat("b", serial: 1))
        table.put(Self.chat("a", serial: 2))
        table.change("b") { $0.name = "B" }
        #expect(Self.keys(&table) == ["put chat b", "put chat a"])
        #expect(Self.keys(&table).isEmpty)
        table.remove("a")
        table.remove("nothing")
        table.change("nothing") { $0.name = "N" }
        #expect(Self.keys(&table) == ["delete chat a"])
        #expect(table["b"]?.name == "B" && table["a"] == nil && table.count == 1)
    }

    @Test func whatWasTakenFromTheStoreIsNotNew() throws {
        var table = Table<ConversationID, ChatState>(.chat)
        let record = Record(kind: .chat, key: "c", json: Self.chat("c", serial: 1).object)
        try table.restore(record)
        #expect(Self.keys(&table).isEmpty && table.contains("c"))
        #expect(throws: WorldError(message: "the stored workspace is damaged: chat c stands twice")) {
            try table.restore(record)
        }
    }

    @Test func aCopyKeepsWhatItHad() {
        var table = Table<ConversationID, ChatState>(.chat)
        table.put(Self.chat("c", serial: 1))
        let copy = table
        table.change("c") { $0.name = "C" }
        #expect(copy["c"]?.name == nil && table["c"]?.name == "C")
    }
}

/// Indexes follow the rows.
@Suite struct IndexTests {
    @Test func peopleAreFoundByTheirPresentIdsAlone() {
        var directory = Directory(tenant: Harbor.tenant)
        directory.add(Bot(appId: Harbor.bot, secret: "s", name: "Harbor"), serial: 1)
        var person = Person(handle: "ann", name: "Ann", tenant: Harbor.tenant)
        directory.add(person, serial: 2)
        let before = directory.account(of: person, for: Harbor.bot)
        #expect(directory.account(before)?.handle == "ann")
        #expect(directory.handle(named: "ANN@harbor.test") == "ann")
        person.userPrincipalName = "ann.b@harbor.test"
        person.id = "29:ann"
        directory.change(person)
        #expect(directory.handle(named: "ann@harbor.test") == nil && directory.account(before) == nil)
        #expect(directory.handle(named: "ann.b@harbor.test") == "ann")
        #expect(directory.account("29:ann") == Account(bot: nil, handle: "ann"))
    }

    @Test func channelsAreFoundAsLongAsTheirTeamHasThem() {
        var places = Places()
        let general = Workspace.Channel(id: "t", name: "General")
        var team = TeamState(
            id: "t", name: "T", aadGroupId: "g", channels: [general, .init(id: "c", name: "C")], serial: 1)
        places.put(team)
        #expect(places.place("c;messageid=7") == Place(id: "c", root: 7, kind: .channel(team: "t")))
        team.channels = [general]
        places.put(team)
        #expect(places.place("c") == nil && places.channel("t") == general)
        places.remove("t")
        #expect(places.place("t") == nil && places.teams.isEmpty)
    }

    @Test func installationsAreFoundWhereTheyAre() {
        var installations = Installations()
        let one = Installation(id: "1", bot: Harbor.bot, target: .chat("c"))
        installations.add(one, at: "c", serial: 1)
        installations.add(Installation(id: "2", bot: Harbor.other, target: .chat("c")), at: "c", serial: 2)
        #expect(installations.bots(at: "c") == [Harbor.bot, Harbor.other])
        #expect(installations.installation(of: Harbor.bot, at: "c") == one)
        installations.remove("1")
        #expect(installations.bots(at: "c") == [Harbor.other] && installations["1"] == nil)
        installations.removeAll(at: "c")
        #expect(installations.bots(at: "c").isEmpty && installations.all.isEmpty)
    }
}

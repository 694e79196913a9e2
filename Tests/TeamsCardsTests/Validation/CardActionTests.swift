import JSONKit
import TeamsCards
import Testing

private func submit(_ teams: String) -> String {
    cardText("", #","actions":[{"type":"Action.Submit","title":"x","data":{"msteams":\#(teams)}}]"#)
}

private let understood = [
    #"{"type":"messageBack","text":"x"}"#, #"{"type":"messageBack","value":{"a":1},"displayText":"x"}"#,
    #"{"type":"imBack","value":"x"}"#, #"{"type":"signin","value":"https://x.test"}"#, #"{"type":"task/fetch"}"#,
    #"{"type":"invoke","value":{"type":"tab/tabInfoAction"}}"#, #"{"justInTimeInstall":true}"#, #"{"type":"${kind}"}"#,
]
private let ignored = [
    #"{"type":"messageback","text":"x"}"#, #"{"type":"messageBack"}"#, #"{"type":"MessageBack","text":"x"}"#,
    #"{"type":"imBack"}"#, #"{"type":"imBack","value":{}}"#, #"{"type":"signin"}"#, #"{"type":"signin","value":"x"}"#,
    #"{"type":"invoke"}"#, #"{"type":"invoke","value":null}"#, #"{"type":"task/submit"}"#, #"{"type":"Task/Fetch"}"#,
    #"{"type":7}"#, #"{"text":"x"}"#, #""task/fetch""#, "true", "[]",
]

@Test(arguments: understood)
func whatTeamsUnderstandsIsRight(teams: String) throws {
    #expect(try found(submit(teams)).filter { !$0.contains("template.unbound") } == [])
}

@Test(arguments: ignored)
func whatTeamsIgnoresIsTold(teams: String) throws {
    #expect(try found(submit(teams)) == ["warning submit.msteams /actions/0/data/msteams"])
}

@Test(arguments: understood.filter { $0.contains(#""type""#) && !$0.contains("$") })
func aDialogUnderstandsNoneOfThem(teams: String) throws {
    #expect(try found(submit(teams), for: .dialog) == ["warning submit.msteams /actions/0/data/msteams"])
}

/// Every place of an action, with `@` for it, and where it stands.
private let places: [(body: String, more: String, path: String)] = [
    ("", #","actions":[@]"#, "/actions/0"), ("", #","selectAction":@"#, "/selectAction"),
    ("", #","actions":[{"type":"Action.Submit","menuActions":[@]}]"#, "/actions/0/menuActions/0"),
    ("", #","actions":[{"type":"Action.Execute","fallback":@}]"#, "/actions/0/fallback"),
    ("", #","actions":[{"type":"Action.Neu","fallback":@}]"#, "/actions/0/fallback"),
    (
        "", #","actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","actions":[@]}}]"#,
        "/actions/0/card/actions/0"
    ),
    (#"{"type":"ActionSet","actions":[@]}"#, "", "/body/0/actions/0"),
    (
        #"{"type":"Container","items":[{"type":"ActionSet","actions":[@]}],"selectAction":@}"#, "",
        "/body/0/items/0/actions/0"
    ),
    (#"{"type":"ColumnSet","columns":[{"selectAction":@}]}"#, "", "/body/0/columns/0/selectAction"),
    (
        #"{"type":"Table","rows":[{"cells":[{"items":[],"selectAction":@}]}]}"#, "",
        "/body/0/rows/0/cells/0/selectAction"
    ),
    (
        #"{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"x","selectAction":@}]}"#, "",
        "/body/0/inlines/0/selectAction"
    ),
    (#"{"type":"Input.Text","id":"a","inlineAction":@}"#, "", "/body/0/inlineAction"),
    (#"{"type":"Image","url":"https://x.test/a.png","altText":"x","selectAction":@}"#, "", "/body/0/selectAction"),
    (#"{"type":"Icon","name":"Calendar","selectAction":@}"#, "", "/body/0/selectAction"),
    (
        #"{"type":"Carousel","pages":[{"type":"CarouselPage","items":[],"selectAction":@}]}"#, "",
        "/body/0/pages/0/selectAction"
    ),
    (#"{"type":"Hologram","fallback":{"type":"ActionSet","actions":[@]}}"#, "", "/body/0/fallback/actions/0"),
]

@Test(arguments: places)
func anActionIsJudgedWhereverItStands(body: String, more: String, path: String) throws {
    func issues(_ action: String) throws -> [String] {
        try found(cardText(body.replacing("@", with: action), more.replacing("@", with: action)))
    }
    func hold(_ action: String, _ issue: String) throws {
        let found = try issues(action)
        #expect(found.contains(issue))
    }
    try hold(#"{"type":"Action.OpenUrl","url":"x.html"}"#, "error url.relative \(path)/url")
    try hold(#"{"type":"Action.OpenUrl","url":"https://x.test","style":"loud"}"#, "error property.enum \(path)/style")
    try hold(#"{"type":"Action.Submit","isEnabled":"no"}"#, "error property.type \(path)/isEnabled")
    try hold(#"{"type":"Action.Submit","data":{"msteams":"x"}}"#, "warning submit.msteams \(path)/data/msteams")
    try hold(#"{"type":"Action.Submit","id":""}"#, "warning id.empty \(path)/id")
    let right = #"{"type":"Action.OpenUrl","title":"x","url":"https://x.test","style":"Positive"}"#
    #expect(
        try issues(right).allSatisfy {
            $0.contains("action.unknown") || $0.contains("element.unknown") || $0.hasPrefix("info")
        })
}

@Test func tooManyButtonsAreToldInEveryRow() throws {
    func row(_ count: Int, _ secondary: Int = 0) -> String {
        let all =
            Array(repeating: #"{"type":"Action.Submit","title":"x"}"#, count: count)
            + Array(repeating: #"{"type":"Action.Submit","title":"x","mode":"Secondary"}"#, count: secondary)
        return "[" + all.joined(separator: ",") + "]"
    }
    #expect(try found(cardText("", #","actions":\#(row(6, 4))"#)) == [])
    #expect(try found(cardText("", #","actions":\#(row(7))"#)) == ["warning actions.tooMany /actions"])
    #expect(try found(cardText(#"{"type":"ActionSet","actions":\#(row(6, 1))}"#)) == [])
    #expect(
        try found(cardText(#"{"type":"ActionSet","actions":\#(row(7))}"#)) == [
            "warning actions.tooMany /body/0/actions"
        ])
    let shown = #","actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","actions":\#(row(8))}}]"#
    #expect(try found(cardText("", shown)) == ["warning actions.tooMany /actions/0/card/actions"])
}

private let targets: [(body: String, issues: [String])] = [
    (#"{"type":"Action.ResetInputs"}"#, []),
    (#"{"type":"Action.ResetInputs","targetInputIds":["name"]}"#, []),
    (
        #"{"type":"Action.ResetInputs","targetInputIds":["name","nmae"]}"#,
        ["error target.missing /actions/0/targetInputIds/1"]
    ),
    (#"{"type":"Action.ResetInputs","targetInputIds":["box"]}"#, ["error target.missing /actions/0/targetInputIds/0"]),
    (
        #"{"type":"Action.ToggleVisibility","targetElements":["box",{"elementId":"name","isVisible":true},"column"]}"#,
        []
    ),
    (
        #"{"type":"Action.ToggleVisibility","targetElements":["boxx"]}"#,
        ["error target.missing /actions/0/targetElements/0"]
    ),
    (
        #"{"type":"Action.ToggleVisibility","targetElements":["box","boxx"]}"#,
        ["warning target.missing /actions/0/targetElements/1"]
    ),
    (#"{"type":"Action.ToggleVisibility","targetElements":[]}"#, ["error target.missing /actions/0/targetElements"]),
    (
        #"{"type":"Action.ToggleVisibility","targetElements":["e\#u{301}"]}"#,
        ["error target.missing /actions/0/targetElements/0"]
    ),
]

@Test(arguments: targets)
func aTargetThatNamesNothingIsTold(action: String, issues: [String]) throws {
    let body =
        #"{"type":"Container","id":"box","items":[{"type":"Input.Text","id":"name"},{"type":"TextBlock","id":"é","text":"x"},{"type":"ColumnSet","columns":[{"id":"column"}]}]}"#
    #expect(try found(cardText(body, #","actions":[\#(action)]"#)) == issues)
}

@Test func aLabelAndAnAreaHaveToBeThere() throws {
    let body =
        ##"{"type":"Input.Text","id":"name"},{"type":"TextBlock","text":"x","labelFor":"@","grid.area":"#"}"##
    let layouts = ##","layouts":[{"type":"Layout.AreaGrid","areas":[{"name":"left"}]}]"##
    #expect(try found(cardText(body.replacing("@", with: "name").replacing("#", with: "left"), layouts)) == [])
    #expect(
        try found(cardText(body.replacing("@", with: "nam").replacing("#", with: "lft"), layouts)) == [
            "error target.missing /body/1/labelFor", "error target.missing /body/1/grid.area",
        ])
}

@Test func peopleOfARefreshAreIdsThatTheBotKnows() throws {
    func refresh(_ ids: String) -> String {
        cardText("", #","refresh":{"action":{"type":"Action.Execute","verb":"r"},"userIds":[\#(ids)]}"#)
    }
    for right in ["", #""29:1abc""#, #""29:1abc","8:orgid:00000000-0000-0000-0000-000000000000""#] {
        #expect(try found(refresh(right)) == [])
    }
    for wrong in [
        "ines@harbor.test", "00000000-0000-0000-0000-000000000000", "28:bot", "19:x@thread.tacv2", "Ines", "", "29:",
    ] {
        #expect(try found(refresh(#""29:1abc",""# + wrong + #"""#)) == ["warning refresh.userIds /refresh/userIds/1"])
    }
    #expect(try found(refresh("7")) == ["error property.type /refresh/userIds/0"])
    #expect(
        try found(refresh(Array(repeating: #""29:x""#, count: 61).joined(separator: ","))) == [
            "error refresh.userIds /refresh/userIds"
        ])
}

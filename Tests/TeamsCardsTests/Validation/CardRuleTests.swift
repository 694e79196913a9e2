import JSONKit
import TeamsCards
import Testing

/// Bodies, each with what is found in it.
private let bodies: [(body: String, issues: [String])] = [
    // Lengths, wherever they stand.
    (#"{"type":"Container","items":[],"minHeight":"80px","maxHeight":"120px"}"#, []),
    (#"{"type":"Container","items":[],"maxHeight":"80"}"#, ["error value.format /body/0/maxHeight"]),
    (
        #"{"type":"ColumnSet","columns":[{"minHeight":"a lot"}],"minWidth":"9em"}"#,
        ["error value.format /body/0/columns/0/minHeight", "error value.format /body/0/minWidth"]
    ),
    (
        #"{"type":"Table","rows":[{"cells":[{"items":[],"minHeight":"-1px"}]}]}"#,
        ["error value.format /body/0/rows/0/cells/0/minHeight"]
    ),
    (
        #"{"type":"Carousel","minHeight":"px","pages":[{"type":"CarouselPage","items":[],"minHeight":"1e3px"}]}"#,
        ["error value.format /body/0/minHeight", "error value.format /body/0/pages/0/minHeight"]
    ),
    (
        #"{"type":"ActionSet","actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","minHeight":"50"}}]}"#,
        ["error value.format /body/0/actions/0/card/minHeight"]
    ),
    // Ids.
    (#"{"type":"TextBlock","text":"x","id":""}"#, ["warning id.empty /body/0/id"]),
    (#"{"type":"Input.Text","id":""}"#, ["error id.input.missing /body/0/id"]),
    (#"{"type":"TextBlock","text":"x","id":"a"},{"type":"TextBlock","text":"x","id":"b"}"#, []),
    (
        #"{"type":"Chart.Pie","id":"é","data":[{"legend":"A","value":1}]},{"type":"TextBlock","text":"x","id":"e\#u{301}"}"#,
        []
    ),
    (#"{"type":"TextBlock","text":"x","id":"a","fallback":{"type":"TextBlock","text":"y","id":"a"}}"#, []),
    (
        #"{"type":"Container","fallback":{"type":"TextBlock","text":"y","id":"a"},"items":[{"type":"TextBlock","text":"x","id":"a"}]}"#,
        []
    ),
    (
        #"{"type":"Container","fallback":{"type":"Input.Text","id":"a"},"items":[]},{"type":"Input.Text","id":"a"}"#,
        ["error id.duplicate /body/1/id"]
    ),
    (
        #"{"type":"Container","fallback":{"type":"Container","items":[{"type":"Input.Text","id":"a"},{"type":"Input.Text","id":"a"}]},"items":[]}"#,
        ["error id.duplicate /body/0/fallback/items/1/id"]
    ),
    (#"{"type":"TextBlock","text":"x","id":" "}"#, ["warning id.empty /body/0/id"]),
    (
        #"{"type":"Input.Text","id":"a","valueChangedAction":{"type":"Action.ResetInputs","targetInputIds":["a"]}}"#,
        []
    ),
    (
        #"{"type":"Input.Text","id":"a","valueChangedAction":{"type":"Action.ResetInputs","targetInputIds":["b"]}}"#,
        ["error target.missing /body/0/valueChangedAction/targetInputIds/0"]
    ),
    (
        #"{"type":"Input.Text","id":"a","valueChangedAction":{"type":"Action.Submit"}}"#,
        ["error element.misplaced /body/0/valueChangedAction"]
    ),
    // Fallbacks.
    (#"{"type":"Hologram","requires":{"hologram":"1.0"}}"#, ["warning element.unknown /body/0"]),
    (
        #"{"type":"Container","fallback":"drop","items":[{"type":"Hologram"}]}"#,
        ["warning element.unknown /body/0/items/0"]
    ),
    (#"{"type":"Container","items":[{"type":"Hologram"}]}"#, ["error element.unknown /body/0/items/0"]),
    (#"{"type":"Container","fallback":{"type":"Hologram"},"items":[]}"#, ["error element.unknown /body/0/fallback"]),
    (
        #"{"type":"Container","fallback":"drop","items":[{"type":"ActionSet","actions":[{"type":"Action.Neu"}]}]}"#,
        ["warning action.unknown /body/0/items/0/actions/0"]
    ),
    (#"{"type":"ColumnSet","columns":[{"type":"Column","fallback":{"type":"Column","items":[]},"items":[]}]}"#, []),
    (#"{"type":"ColumnSet","columns":[{"type":"Column","fallback":"drop","items":[]}]}"#, []),
    (
        #"{"type":"ColumnSet","columns":[{"type":"Column","fallback":{"type":"Container","items":[]},"items":[]}]}"#,
        ["error element.misplaced /body/0/columns/0/fallback"]
    ),
    (#"{"type":"Badge","text":"b","fallback":"TextBlock"}"#, ["error property.type /body/0/fallback"]),
    (#"{"type":"Badge","text":"b","fallback":["drop"]}"#, ["error property.type /body/0/fallback"]),
    // People pickers.
    (#"{"type":"Input.ChoiceSet","id":"p","choices.data":{"type":"Data.Query","dataset":"ships"}}"#, []),
    (
        #"{"type":"Input.ChoiceSet","id":"p","choices.data":{"type":"Data.Query","dataset":"graph.microsoft.com/users?scope=currentContext"}}"#,
        []
    ),
    (
        #"{"type":"Input.ChoiceSet","id":"p","choices.data":{"type":"Data.Query","dataset":"graph.microsoft.com/user"}}"#,
        ["warning choice.dataset /body/0/choices.data/dataset"]
    ),
    (
        #"{"type":"Input.ChoiceSet","id":"p","choices.data":{"type":"Data.Query","dataset":"https://graph.microsoft.com/users"}}"#,
        ["warning choice.dataset /body/0/choices.data/dataset"]
    ),
    (
        #"{"type":"Input.ChoiceSet","id":"p","choices.data":{"type":"Query","dataset":"ships"}}"#,
        ["error property.enum /body/0/choices.data/type"]
    ),
    // Charts.
    (#"{"type":"Chart.Donut","data":[{"legend":"A","value":1}]}"#, []),
    (#"{"type":"Chart.Gauge","value":50}"#, []),
    (#"{"type":"Chart.Donut"}"#, ["warning chart.empty /body/0"]),
    (#"{"type":"Chart.VerticalBar","data":[]}"#, ["warning chart.empty /body/0/data"]),
    (#"{"type":"Chart.Line","data":[{"legend":"A","values":[]}]}"#, ["warning chart.empty /body/0/data/0/values"]),
    (#"{"type":"Chart.Line","data":[{"legend":"A"}]}"#, ["warning chart.empty /body/0/data/0"]),
    // What is drawn without content.
    (#"{"type":"Container","backgroundImage":"https://x.test/a.png"}"#, ["warning property.required /body/0"]),
    (#"{"type":"Container","items":[],"backgroundImage":7}"#, ["error property.type /body/0/backgroundImage"]),
    // Values inside ActionSets and shown cards.
    (
        #"{"type":"ActionSet","actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"x","size":"larg"}]}}]}"#,
        ["error property.enum /body/0/actions/0/card/body/0/size"]
    ),
    (
        #"{"type":"ActionSet","actions":[{"type":"Action.Submit","mode":"third"}]}"#,
        ["error property.enum /body/0/actions/0/mode"]
    ),
]

@Test(arguments: bodies)
func aRuleLooksEverywhereAndAtNothingElse(body: String, issues: [String]) throws {
    #expect(try found(cardText(body)) == issues)
}

@Test func anElementNewerThanTheCardIsRightWhereSomethingElseIsShown() throws {
    let card = cardText("@").replacing("1.5", with: "1.4")
    let table = #"{"type":"Table","rows":[]}"#
    #expect(try found(card.replacing("@", with: table)) == ["warning version.feature /body/0"])
    for right in [
        #"{"type":"Table","rows":[],"fallback":"drop"}"#,
        #"{"type":"Container","fallback":"drop","items":[\#(table)]}"#,
    ] {
        #expect(try found(card.replacing("@", with: right)) == [])
    }
}

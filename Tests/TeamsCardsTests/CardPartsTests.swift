import Foundation
import JSONKit
import Testing

@testable import TeamsCards

/// Elements with one fault in a part of theirs: where it is, how bad it is, and what it is.
private let faults: [(element: String, path: String, severity: CardIssue.Severity, code: CardIssue.Code)] = [
    (#"{"type":"Chart.Donut","data":[{"legend":"A","value":"30"}]}"#, "/data/0/value", .error, "property.type"),
    (#"{"type":"Chart.Pie","data":[{"legend":7,"value":30}]}"#, "/data/0/legend", .error, "property.type"),
    (#"{"type":"Chart.Pie","data":[7]}"#, "/data/0", .error, "property.type"),
    (#"{"type":"Chart.Pie","data":{"A":1}}"#, "/data", .error, "property.type"),
    (
        #"{"type":"Chart.Pie","data":[{"legend":"A","value":1,"color":"gold"}]}"#, "/data/0/color", .error,
        "property.enum"
    ),
    (
        #"{"type":"Chart.Line","data":[{"legend":"S","values":[{"x":"2026-01-01","y":"2"}]}]}"#,
        "/data/0/values/0/y", .error, "property.type"
    ),
    (#"{"type":"Chart.Line","data":[{"values":[{"x":true,"y":2}]}]}"#, "/data/0/values/0/x", .error, "property.type"),
    (#"{"type":"Chart.Line","data":[{"value":[]}]}"#, "/data/0/value", .warning, "property.unknown"),
    (
        #"{"type":"Chart.VerticalBar","data":[{"x":"Mon","y":1,"clor":"good"}]}"#, "/data/0/clor", .warning,
        "property.unknown"
    ),
    (
        #"{"type":"Chart.VerticalBar.Grouped","data":[{"legend":"A","values":[{"x":"Mon","y":"1"}]}]}"#,
        "/data/0/values/0/y", .error, "property.type"
    ),
    (
        #"{"type":"Chart.HorizontalBar","data":[{"x":"Mon","y":null},{"x":"Tue","y":[]}]}"#, "/data/1/y", .error,
        "property.type"
    ),
    (
        #"{"type":"Chart.HorizontalBar.Stacked","data":[{"title":"T","data":[{"legend":"A","value":"1"}]}]}"#,
        "/data/0/data/0/value", .error, "property.type"
    ),
    (
        #"{"type":"Chart.Gauge","value":1,"segments":[{"legend":"A","size":"1"}]}"#, "/segments/0/size", .error,
        "property.type"
    ),
    (#"{"type":"Chart.Gauge","value":1,"valueFormat":"Percent"}"#, "/valueFormat", .error, "property.enum"),
    (#"{"type":"Chart.Donut","data":[],"colorSet":"rainbow"}"#, "/colorSet", .error, "property.enum"),
    (
        #"{"type":"Container","items":[],"backgroundImage":{"url":"https://x.test/a.png","filMode":"cover"}}"#,
        "/backgroundImage/filMode", .warning, "property.unknown"
    ),
    (#"{"type":"Container","items":[],"backgroundImage":7}"#, "/backgroundImage", .error, "property.type"),
    (
        #"{"type":"Container","items":[],"backgroundImage":{"url":"https://x.test/a.png","fillMode":"tile"}}"#,
        "/backgroundImage/fillMode", .error, "property.enum"
    ),
    (
        #"{"type":"Container","items":[],"layouts":[{"type":"Layout.Flow","itemFit":"full"}]}"#, "/layouts/0/itemFit",
        .error, "property.enum"
    ),
    (
        #"{"type":"Container","items":[],"layouts":[{"type":"Layout.Flow","gap":"x"}]}"#, "/layouts/0/gap", .warning,
        "property.unknown"
    ),
    (#"{"type":"Container","items":[],"layouts":[{"type":"Layout.Flou"}]}"#, "/layouts/0", .error, "element.unknown"),
    (#"{"type":"Container","items":[],"layouts":[{"type":"TextBlock"}]}"#, "/layouts/0", .error, "element.misplaced"),
    (#"{"type":"Container","items":[],"layouts":[{}]}"#, "/layouts/0", .error, "property.required"),
    (#"{"type":"Container","items":[],"layouts":["Layout.Flow"]}"#, "/layouts/0", .error, "property.type"),
    (
        #"{"type":"Container","items":[],"layouts":[{"type":"Layout.AreaGrid","columns":[140]}]}"#,
        "/layouts/0/columns/0", .error, "value.format"
    ),
    (
        #"{"type":"Container","items":[],"layouts":[{"type":"Layout.AreaGrid","areas":[{"name":"a","row":"1"}]}]}"#,
        "/layouts/0/areas/0/row", .error, "property.type"
    ),
    (
        #"{"type":"RichTextBlock","inlines":["a",{"type":"TextRun","text":"b","bold":true}]}"#, "/inlines/1/bold",
        .warning, "property.unknown"
    ),
    (#"{"type":"RichTextBlock","inlines":[7]}"#, "/inlines/0", .error, "property.type"),
    (
        #"{"type":"RichTextBlock","inlines":[{"type":"TextBlock","text":"b"}]}"#, "/inlines/0", .error,
        "element.misplaced"
    ),
    (#"{"type":"RichTextBlock","inlines":[{"type":"TextRn","text":"b"}]}"#, "/inlines/0", .error, "element.unknown"),
    (#"{"type":"Media","sources":[{"mimeType":"video/mp4"}]}"#, "/sources/0", .error, "property.required"),
    (#"{"type":"Media","sources":["https://x.test/a.mp4"]}"#, "/sources/0", .error, "property.type"),
    (
        #"{"type":"Media","sources":[{"url":"https://x.test/a.mp4"}],"captionSources":[{"mimeType":"vtt","url":"https://x.test/a"}]}"#,
        "/captionSources/0", .error, "property.required"
    ),
    (
        #"{"type":"Image","url":"https://x.test/a.png","altText":"a","themedUrls":[{"theme":"blue","url":"https://x.test/b.png"}]}"#,
        "/themedUrls/0/theme", .error, "property.enum"
    ),
    (
        #"{"type":"Image","url":"https://x.test/a.png","altText":"a","msteams":{"allowExpand":"yes"}}"#,
        "/msteams/allowExpand", .error, "property.type"
    ),
    (
        #"{"type":"CompoundButton","title":"a","icon":{"name":"Star","size":"huge"}}"#, "/icon/size", .error,
        "property.enum"
    ),
    (#"{"type":"CompoundButton","title":"a","icon":"Star"}"#, "/icon", .error, "property.type"),
    (
        #"{"type":"TextBlock","text":"a","requires":{"adaptiveCards":1.5}}"#, "/requires/adaptiveCards", .error,
        "property.type"
    ),
    (#"{"type":"TextBlock","text":"a","requires":["adaptiveCards"]}"#, "/requires", .error, "property.type"),
    (#"{"type":"CodeBlock","codeSnippet":"a","language":"Pyton"}"#, "/language", .error, "property.enum"),
    (#"{"type":"ProgressBar","value":1,"color":"dark"}"#, "/color", .error, "property.enum"),
    (#"{"type":"Input.Text","id":"a","labelWidth":"wide"}"#, "/labelWidth", .error, "value.format"),
    (
        #"{"type":"Input.Text","id":"a","valueChangedAction":{"type":"Action.Submit"}}"#, "/valueChangedAction", .error,
        "element.misplaced"
    ),
    (
        #"{"type":"ActionSet","actions":[{"type":"Action.ToggleVisibility","targetElements":[7]}]}"#,
        "/actions/0/targetElements/0", .error, "property.type"
    ),
    (
        #"{"type":"ActionSet","actions":[{"type":"Action.OpenUrl","url":"https://x.test","themedIconUrls":[{"url":7}]}]}"#,
        "/actions/0/themedIconUrls/0/url", .error, "property.type"
    ),
    (
        #"{"type":"ActionSet","actions":[{"type":"Action.Submit","title":"a","msteams":{"feedback":{"hide":1}}}]}"#,
        "/actions/0/msteams/feedback/hide", .error, "property.type"
    ),
    (
        #"{"type":"Table","rows":[{"type":"TableRow","cells":[{"items":[],"showBorder":true}]}]}"#,
        "/rows/0/cells/0/showBorder", .warning, "property.unknown"
    ),
    (#"{"type":"Carousel","pages":[{"type":"CarouselPage"}]}"#, "/pages/0", .error, "property.required"),
    (
        #"{"type":"Carousel","pages":[{"type":"CarouselPage","items":[],"bleed":true}]}"#, "/pages/0/bleed", .warning,
        "property.unknown"
    ),
    (#"{"type":"Input.Text"}"#, "", .error, "id.input.missing"),
]

/// Elements whose parts are right.
private let rightParts = [
    #"{"type":"Container","items":[],"minHeight":"80px"}"#,
    #"{"type":"Chart.Donut","title":"t","data":[{"legend":"A","value":30.5,"color":"categoricalBlue","key":"a"}],"thickness":"thick"}"#,
    #"{"type":"Chart.Donut","data":[{"legend":"A","value":30,"color":"${color}"}],"value":"30"}"#,
    #"{"type":"Chart.Line","data":[{"legend":"S","values":[{"x":1,"y":2},{"x":"Mon","y":-2.5}],"color":"Good"}],"yMin":0}"#,
    #"{"type":"Chart.VerticalBar","data":[{"x":"Mon","y":1},{"x":2,"y":1}],"showBarValues":true}"#,
    #"{"type":"Chart.VerticalBar.Grouped","data":[{"legend":"A","values":[{"x":"Mon","y":1}]}],"stacked":true}"#,
    #"{"type":"Chart.HorizontalBar","data":[{"x":"Mon","y":1,"color":"good"}],"displayMode":"absolutewithaxis"}"#,
    #"{"type":"Chart.HorizontalBar.Stacked","data":[{"title":"T","data":[{"legend":"A","value":1}]}]}"#,
    #"{"type":"Chart.Gauge","value":5,"min":0,"max":9,"segments":[{"legend":"A","size":4,"color":"good"}],"valueFormat":"fraction"}"#,
    #"{"type":"Chart.Pie","data":"${shares}"}"#,
    #"{"type":"Container","items":[],"backgroundImage":"https://x.test/a.png"}"#,
    #"{"type":"Container","items":[],"backgroundImage":{"url":"https://x.test/a.png","fillMode":"Repeat"}}"#,
    #"{"type":"Container","items":[],"layouts":[{"type":"Layout.Stack","targetWidth":"atMost:narrow"},{"type":"Layout.Flow","columnSpacing":"extraSmall"}]}"#,
    #"{"type":"Container","items":[],"layouts":[{"type":"Layout.AreaGrid","columns":[60,"80px"],"areas":[{"name":"a","row":1,"columnSpan":2}]}]}"#,
    #"{"type":"Container","items":[{"type":"TextBlock","text":"a","targetWidth":"atLeast:VeryNarrow"}]}"#,
    #"{"type":"RichTextBlock","inlines":["a",{"text":"b"},{"type":"IconRun","name":"Star","size":"ExtraLarge"},{"type":"ImageRun","url":"https://x.test/a.png","size":"Default"},{"type":"CitationRun","text":"1","referenceIndex":0}]}"#,
    #"{"type":"RichTextBlock","inlines":[{"type":"TextRun","id":"r","text":"b","lang":"de","isVisible":true}]}"#,
    #"{"type":"Media","sources":[{"url":"https://x.test/a.mp4","mimeType":"video/mp4"}],"captionSources":[{"mimeType":"vtt","url":"https://x.test/a","label":"English"}]}"#,
    #"{"type":"TextBlock","text":"a","requires":{"adaptiveCards":"1.5","own":"*"},"fallback":"drop"}"#,
    #"{"type":"Input.ChoiceSet","id":"p","label":"who","choices.data":{"type":"Data.Query","dataset":"graph.microsoft.com/users","associatedInputs":"auto"}}"#,
    #"{"type":"Table","rows":[{"type":"TableRow","id":"r","cells":[{"items":[],"maxHeight":"90px","bleed":true}]}]}"#,
    #"{"type":"Carousel","pages":[{"type":"CarouselPage","items":[],"rtl":true,"showBorder":true}]}"#,
    #"{"type":"ActionSet","actions":[{"type":"Action.Submit","title":"a","msteams":{"feedback":{"hide":true}}}]}"#,
]

private func issues(_ element: String, version: String = "1.5") throws -> [CardIssue] {
    let card = #"{"type":"AdaptiveCard","version":"\#(version)","fallbackText":"x","body":[\#(element)]}"#
    return CardValidator.issues(in: try JSONValue(parsing: card), for: .bot).filter { $0.severity != .info }
}

@Test(arguments: faults)
func aFaultInAPartIsFoundOnce(element: String, path: String, severity: CardIssue.Severity, code: CardIssue.Code) throws
{
    let found = try issues(element).filter { $0.code == code }
    #expect(found.map(\.path) == ["/body/0" + path], "\(element)")
    #expect(found.map(\.severity) == [severity])
}

@Test(arguments: rightParts)
func rightPartsAreToldNothing(element: String) throws {
    #expect(try issues(element).filter { $0.code != "template.unbound" } == [])
}

/// Names of values with the version that brought them, and a version that has no such name.
private let names: [(element: String, path: String, since: String, before: String)] = [
    (#"{"type":"Container","style":"good","items":[]}"#, "/style", "1.2", "1.1"),
    (#"{"type":"Container","style":"Accent","items":[]}"#, "/style", "1.2", "1.0"),
    (#"{"type":"Column","style":"attention","items":[]}"#, "/style", "1.2", "1.0"),
    (#"{"type":"Input.Text","id":"a","style":"password"}"#, "/style", "1.5", "1.4"),
    (
        #"{"type":"Input.ChoiceSet","id":"a","style":"filtered","choices":[{"title":"x","value":"x"}]}"#, "/style",
        "1.5", "1.4"
    ),
]

@Test(arguments: names)
func aNameOfAValueThatIsNewerThanTheCardIsToldOfOnce(element: String, path: String, since: String, before: String)
    throws
{
    let place = "/body/0" + path
    let found = try issues(element, version: before).filter { $0.code == "version.feature" && $0.path == place }
    #expect(found.count == 1)
    #expect(found.first?.message.contains(since) == true)
    #expect(try issues(element, version: since).filter { $0.path == place } == [])
    let saved = element.dropLast() + #","fallback":"drop"}"#
    #expect(try issues(String(saved), version: before).filter { $0.path == place } == [])
}

@Test(arguments: [
    #"{"type":"TextBlock","text":"a","spacing":"extraSmall"}"#, #"{"type":"Badge","text":"a","isVisible":true}"#,
    #"{"type":"Image","url":"https://x.test/a.png","altText":"a","style":"RoundedCorners"}"#,
])
func whatTeamsAloneHasNeedsNoVersion(element: String) throws {
    #expect(
        try issues(element, version: "1.0").filter { $0.code == "version.feature" && $0.path != "/body/0/isVisible" }
            == [])
}

@Test func whatIsNewerThanTeamsDocumentsIsToldSo() throws {
    let found = try issues(#"{"type":"Input.Text","id":"a","labelPosition":"inline"}"#)
    #expect(found.map(\.code) == ["version.feature"])
    #expect(found.first?.message.contains("Teams documents 1.5") == true)
}

@Test func everyPartThatAPropertyNamesHasATable() {
    func named(_ kind: CardValueKind) -> [String] {
        switch kind {
        case .implied(let name): [name]
        case .typed(let names): names
        case .list(let kind), .named(let kind): named(kind)
        case .oneOf(let kinds): kinds.flatMap(named)
        default: []
        }
    }
    let wanted = Set(CardType.all.values.flatMap(\.properties.values).flatMap { named($0.kind) })
    #expect(wanted.count > 40)
    #expect(wanted.filter { CardType.all[$0] == nil } == [])
}

/// The holes that are meant: data of one's own, and what a component is told.
@Test func noPropertyIsAnythingWhereTheSchemaKnowsBetter() {
    let open = CardType.all.values.flatMap { type in
        type.properties.values.filter { $0.kind == .any || $0.kind == .object || $0.kind == .list(.any) }
            .map { "\(type.name).\($0.name)" }
    }
    let runs = ["TextRun", "IconRun", "ImageRun", "CitationRun"].map { $0 + ".fallback" }
    #expect(Set(open) == Set(["Action.Submit.data", "Action.Execute.data", "Component.properties"] + runs))
}

@Test(arguments: faults.map(\.element) + rightParts)
func partsComeBackAsTheyWere(element: String) throws {
    let json: JSONValue = ["type": "AdaptiveCard", "version": "1.5", "body": [try JSONValue(parsing: element)]]
    #expect(try AdaptiveCard(json: json).json == json)
    let type = json["body"]?.arrayValue?.first?["type"]?.stringValue ?? ""
    let node = try AdaptiveElement(json: try JSONValue(parsing: element))
    if let typed = again(node, type) { #expect(typed == node.json) }
}

/// The JSON of an element that went through its own type.
private func again(_ element: AdaptiveElement, _ type: String) -> JSONValue? {
    switch type {
    case "Chart.Donut": element.as(Chart.Donut.self)?.json
    case "Chart.Pie": element.as(Chart.Pie.self)?.json
    case "Chart.Line": element.as(Chart.Line.self)?.json
    case "Chart.Gauge": element.as(Chart.Gauge.self)?.json
    case "Chart.VerticalBar": element.as(Chart.VerticalBar.self)?.json
    case "Chart.VerticalBar.Grouped": element.as(Chart.GroupedVerticalBar.self)?.json
    case "Chart.HorizontalBar": element.as(Chart.HorizontalBar.self)?.json
    case "Chart.HorizontalBar.Stacked": element.as(Chart.StackedHorizontalBar.self)?.json
    case "Container": element.as(Container.self)?.json
    case "RichTextBlock": element.as(RichTextBlock.self)?.json
    case "Media": element.as(Media.self)?.json
    case "Image": element.as(Image.self)?.json
    case "CompoundButton": element.as(CompoundButton.self)?.json
    case "TextBlock": element.as(TextBlock.self)?.json
    case "Table": element.as(Table.self)?.json
    case "Carousel": element.as(Carousel.self)?.json
    case "ActionSet": element.as(ActionSet.self)?.json
    case "Input.Text": element.as(Input.Text.self)?.json
    case "Input.ChoiceSet": element.as(Input.ChoiceSet.self)?.json
    case "CodeBlock": element.as(CodeBlock.self)?.json
    case "ProgressBar": element.as(ProgressBar.self)?.json
    default: nil
    }
}

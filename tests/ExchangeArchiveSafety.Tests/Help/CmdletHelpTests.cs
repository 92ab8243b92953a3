using System.Xml.Linq;
using CommandInfo = System.Management.Automation.CommandInfo;
using ParameterAttribute = System.Management.Automation.ParameterAttribute;
using ParameterMetadata = System.Management.Automation.ParameterMetadata;
using PSCmdlet = System.Management.Automation.PSCmdlet;
using PSObject = System.Management.Automation.PSObject;
using SwitchParameter = System.Management.Automation.SwitchParameter;
using ValidateSetAttribute = System.Management.Automation.ValidateSetAttribute;

namespace ExchangeArchiveSafety.Tests.Help;

/// <summary>Get-Help answers for every cmdlet and every parameter, and says what the built module really has.</summary>
public sealed class CmdletHelpTests : IDisposable
{
    private const int FewestExamples = 2;
    private readonly HelpEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void EveryCmdletOfTheModuleIsDescribed()
    {
        Assert.NotEmpty(_engine.Cmdlets);
        foreach (var cmdlet in _engine.Cmdlets)
        {
            var help = Help(cmdlet);
            Assert.Equal(cmdlet, HelpEngine.Text(help, "Name"));
            Assert.EndsWith(".", HelpEngine.Text(help, "Synopsis").Trim(), StringComparison.Ordinal);
            Assert.True(HelpEngine.Items(help, "description").Sum(paragraph => HelpEngine.Text(paragraph, "Text").Length) > 200, cmdlet + ": description");
            Assert.True(HelpEngine.Items(help, "inputTypes", "inputType").Count > 0, cmdlet + ": inputs");
            Assert.True(HelpEngine.Items(help, "returnValues", "returnValue").Count > 0, cmdlet + ": outputs");
            Assert.True(HelpEngine.Items(help, "alertSet", "alert").Count > 0, cmdlet + ": notes");
            Assert.True(HelpEngine.Items(help, "examples", "example").Count >= FewestExamples, cmdlet + ": examples");
            var links = HelpEngine.Items(help, "relatedLinks", "navigationLink");
            Assert.Contains(links, link => HelpEngine.Text(link, "linkText").Contains("2783045", StringComparison.Ordinal));
            Assert.Contains(links, link => HelpEngine.Text(link, "linkText") == "about_ArchiveMigrationConflicts");
        }
    }

    [Fact]
    public void EveryParameterIsDescribedAsItIs()
    {
        foreach (var cmdlet in _engine.Cmdlets)
        {
            var parameters = Parameters(cmdlet).ToDictionary(parameter => parameter.Name);
            var described = HelpEngine.Items(Help(cmdlet), "parameters", "parameter").ToDictionary(parameter => HelpEngine.Text(parameter, "name"));
            Assert.Equal(parameters.Keys.Order(), described.Keys.Order());
            foreach (var (name, parameter) in parameters)
            {
                Assert.Equal(Facts(parameter), Described(cmdlet, described[name]));
            }
        }
    }

    [Fact]
    public void TheSyntaxNamesEveryParameter()
    {
        foreach (var cmdlet in _engine.Cmdlets)
        {
            var described = HelpEngine.Items(Help(cmdlet), "syntax", "syntaxItem")
                .Select(item => string.Join(" ", HelpEngine.Items(item, "parameter").Select(parameter => HelpEngine.Text(parameter, "name")).Order(StringComparer.Ordinal)));
            var sets = Command(cmdlet).ParameterSets
                .Select(set => string.Join(" ", set.Parameters.Select(parameter => parameter.Name).Except(PSCmdlet.CommonParameters).Order(StringComparer.Ordinal)));
            Assert.Equal(sets.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void TheValuesToChooseFromAreThoseThatAreAccepted()
    {
        var file = XElement.Load(Path.Combine(Lab.StagedModules.Product, "en-US", "ExchangeArchiveSafety.dll-Help.xml"));
        foreach (var cmdlet in file.Elements())
        {
            var parameters = Parameters(Local(cmdlet, "name").First().Value).ToDictionary(parameter => parameter.Name);
            foreach (var group in Local(cmdlet, "parameterValueGroup"))
            {
                var name = Local(group.Parent!, "name").First().Value;
                Assert.Equal(Accepted(parameters[name]).Order(), Local(group, "parameterValue").Select(value => value.Value).Order());
            }
        }

        static IEnumerable<XElement> Local(XElement element, string name) => element.Descendants().Where(inner => inner.Name.LocalName == name);
    }

    [Fact]
    public void EveryMethodIsExplained()
    {
        var help = HelpEngine.Items(Help("Suspend-ConflictingArchivePolicy"), "parameters", "parameter").Single(parameter => HelpEngine.Text(parameter, "name") == "Method");
        var text = string.Join("\n", HelpEngine.Items(help, "description").Select(paragraph => HelpEngine.Text(paragraph, "Text")));
        foreach (var method in _engine.Texts("[enum]::GetNames([ExchangeArchiveSafety.SuspensionMethod])"))
        {
            Assert.Contains(method + ":", text, StringComparison.Ordinal);
        }
    }

    [Xunit.Theory]
    [Xunit.InlineData("Test-ArchiveMigrationConflict", "ArchiveMigrationConflict")]
    [Xunit.InlineData("Suspend-ConflictingArchivePolicy", "ArchivePolicySuspension")]
    [Xunit.InlineData("Resume-ConflictingArchivePolicy", "ArchivePolicySuspension")]
    [Xunit.InlineData("Get-ArchivePolicySuspension", "ArchivePolicySuspension")]
    [Xunit.InlineData("Get-ArchiveMigrationHistory", "ArchiveMigrationHistory")]
    [Xunit.InlineData("Find-ArchiveDuplicates", "ArchiveDuplicateGroup")]
    [Xunit.InlineData("Find-ArchiveDuplicates", "ArchiveDuplicateSummary")]
    [Xunit.InlineData("Remove-ArchiveDuplicates", "ArchiveDuplicateRemoval")]
    [Xunit.InlineData("Remove-ArchiveDuplicates", "ArchiveDuplicateRemovalSummary")]
    [Xunit.InlineData("Restore-ArchiveDuplicates", "ArchiveDuplicateRestoreSummary")]
    [Xunit.InlineData("Get-ArchiveQuarantine", "ArchiveQuarantineItem")]
    [Xunit.InlineData("Restore-ArchiveDuplicates", "ArchiveDuplicateRestore")]
    [Xunit.InlineData("Test-ArchiveSafetyReadiness", "ArchiveSafetyCheck")]
    public void EveryPropertyOfTheOutputIsNamed(string cmdlet, string type)
    {
        var output = HelpEngine.Items(Help(cmdlet), "returnValues", "returnValue").Single(value => HelpEngine.Text(HelpEngine.Items(value, "type")[0], "name").EndsWith(type, StringComparison.Ordinal));
        var text = string.Join("\n", HelpEngine.Items(output, "description").Select(paragraph => HelpEngine.Text(paragraph, "Text")));
        foreach (var property in _engine.Texts($"[ExchangeArchiveSafety.{type}].GetProperties() | ForEach-Object Name"))
        {
            Assert.Matches("[ :]" + property + "[,.]", text);
        }
    }

    private PSObject Help(string cmdlet) => _engine.Run("param($name) Get-Help $name -Full", cmdlet).Single();

    private IReadOnlyList<ParameterMetadata> Parameters(string cmdlet) =>
        [.. Command(cmdlet).Parameters.Values.Where(parameter => !PSCmdlet.CommonParameters.Contains(parameter.Name))];

    private CommandInfo Command(string cmdlet) => (CommandInfo)_engine.Run("param($name) Get-Command $name", cmdlet).Single().BaseObject;

    private static IEnumerable<string> Accepted(ParameterMetadata parameter) =>
        parameter.Attributes.OfType<ValidateSetAttribute>().SingleOrDefault()?.ValidValues ?? Enum.GetNames(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType);

    private static string Facts(ParameterMetadata parameter)
    {
        // In several parameter sets it is one parameter: required where every set requires it.
        var attributes = parameter.Attributes.OfType<ParameterAttribute>().ToList();
        var attribute = attributes[0];
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return Show(
            type == typeof(SwitchParameter) ? nameof(SwitchParameter) : type.Name,
            attributes.TrueForAll(set => set.Mandatory),
            attribute.Position == int.MinValue ? "named" : attribute.Position.ToString(System.Globalization.CultureInfo.InvariantCulture),
            (attribute.ValueFromPipeline, attribute.ValueFromPipelineByPropertyName) switch
            {
                (true, true) => "true (ByValue, ByPropertyName)",
                (true, false) => "true (ByValue)",
                (false, true) => "true (ByPropertyName)",
                _ => "false",
            },
            parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases),
            parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
            isDescribed: true);
    }

    private static string Described(string cmdlet, PSObject parameter) => Show(
        HelpEngine.Text(HelpEngine.Items(parameter, "type")[0], "name"),
        bool.Parse(HelpEngine.Text(parameter, "required")),
        HelpEngine.Text(parameter, "position"),
        HelpEngine.Text(parameter, "pipelineInput"),
        HelpEngine.Text(parameter, "aliases"),
        bool.Parse(HelpEngine.Text(parameter, "globbing")),
        isDescribed: cmdlet.Length > 0
            && HelpEngine.Items(parameter, "description").Any(paragraph => HelpEngine.Text(paragraph, "Text").EndsWith('.'))
            && HelpEngine.Text(parameter, "defaultValue").Length > 0);

    private static string Show(string type, bool required, string position, string pipeline, string aliases, bool wildcards, bool isDescribed) =>
        $"{type} required={required} position={position} pipeline={pipeline} aliases={aliases} wildcards={wildcards} described={isDescribed}";
}

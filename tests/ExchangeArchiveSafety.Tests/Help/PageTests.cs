using System.Text.RegularExpressions;
using ExchangeArchiveSafety.Help;
using Assert = Xunit.Assert;
using CommandInfo = System.Management.Automation.CommandInfo;
using ParameterAttribute = System.Management.Automation.ParameterAttribute;
using ParameterMetadata = System.Management.Automation.ParameterMetadata;
using PSCmdlet = System.Management.Automation.PSCmdlet;
using ValidateSetAttribute = System.Management.Automation.ValidateSetAttribute;

namespace ExchangeArchiveSafety.Tests.Help;

/// <summary>The pages in docs say of each cmdlet, its parameter sets and its parameters what the built module has.</summary>
public sealed partial class PageTests : IDisposable
{
    private static readonly string Pages = Path.GetFullPath(Path.Combine(Lab.StagedModules.Product, "..", "..", "..", "docs", "en-US"));
    private readonly HelpEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void EveryCmdletHasAPageAndEveryPageACmdlet() =>
        Assert.Equal(_engine.Cmdlets.Order(StringComparer.Ordinal), CommandPages().Select(page => page.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void TheSyntaxIsWhatGetCommandShows()
    {
        foreach (var page in CommandPages())
        {
            var command = Command(page.Name);
            var shown = SpaceRun().Replace(_engine.Run("param($name) Get-Command $name -Syntax", page.Name).Single().ToString(), " ").Trim();
            Assert.Equal(shown, string.Join(" ", page.Syntax.Select(syntax => syntax.Text)));
            Assert.Equal(command.ParameterSets.Select(set => set.Name), page.Syntax.Select(syntax => syntax.Set));
            Assert.Equal(command.ParameterSets.Where(set => set.IsDefault && set.Name != ParameterAttribute.AllParameterSets).Select(set => set.Name), page.Syntax.Where(syntax => syntax.IsDefault).Select(syntax => syntax.Set));
        }
    }

    [Fact]
    public void EveryParameterIsWhatThePageSays()
    {
        foreach (var page in CommandPages())
        {
            var parameters = Command(page.Name).Parameters.Values.Where(parameter => !PSCmdlet.CommonParameters.Contains(parameter.Name));
            Assert.Equal(
                parameters.Select(Facts).Order(StringComparer.Ordinal),
                page.Parameters.Select(Facts).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void EveryAliasOfACmdletIsNamed() =>
        Assert.Equal(
            _engine.Texts("Get-Command -Module ExchangeArchiveSafety -CommandType Alias | ForEach-Object { \"$($_.ResolvedCommandName): $_\" }").Order(StringComparer.Ordinal),
            CommandPages().SelectMany(page => page.Aliases.Select(alias => $"{page.Name}: {alias}")).Order(StringComparer.Ordinal));

    /// <summary>Get-Help breaks a longer line of an example, and who pastes that gets two commands: the first without the -WhatIf of the second.</summary>
    [Fact]
    public void EveryLineOfAnExampleStaysOneLineAt80Columns() =>
        Assert.Empty(CommandPages().SelectMany(page => page.Examples.SelectMany(example => example.Code.Split('\n')).Where(line => line.Length > 75).Select(line => $"{page.Name}: {line}")));

    [Fact]
    public void EveryTimeIsReadAsItIsWritten() =>
        Assert.All(
            _engine.Cmdlets.SelectMany(name => Command(name).Parameters.Values).Where(parameter => (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) == typeof(DateTime)),
            parameter => Assert.Contains(parameter.Attributes, attribute => attribute.GetType().Name == "WrittenTimeAttribute"));

    private static List<CommandHelp> CommandPages() => [.. Directory.GetFiles(Pages, "*-*.md").Select(path => CommandPage.Read(MarkdownPage.Read(path)))];

    private CommandInfo Command(string cmdlet) => (CommandInfo)_engine.Run("param($name) Get-Command $name", cmdlet).Single().BaseObject;

    private static string Facts(ParameterHelp parameter) => Show(
        parameter.Name,
        parameter.Type,
        parameter.Aliases,
        parameter.SupportsWildcards,
        parameter.AcceptedValues,
        parameter.Sets.Select(set => $"{set.Name} {set.Position} {set.IsRequired} {set.ValueFromPipeline} {set.ValueFromPipelineByPropertyName} {set.ValueFromRemainingArguments}"));

    private static string Facts(ParameterMetadata parameter) => Show(
        parameter.Name,
        parameter.ParameterType.ToString(),
        parameter.Aliases,
        parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
        parameter.Attributes.OfType<ValidateSetAttribute>().SingleOrDefault()?.ValidValues ?? (parameter.ParameterType.IsEnum ? Enum.GetNames(parameter.ParameterType) : []),
        parameter.Attributes.OfType<ParameterAttribute>().Select(set =>
            $"{(set.ParameterSetName == ParameterAttribute.AllParameterSets ? ParameterSetHelp.All : set.ParameterSetName)} {(set.Position == int.MinValue ? "named" : set.Position)} "
            + $"{set.Mandatory} {set.ValueFromPipeline} {set.ValueFromPipelineByPropertyName} {set.ValueFromRemainingArguments}"));

    private static string Show(string name, string type, IEnumerable<string> aliases, bool wildcards, IEnumerable<string> values, IEnumerable<string> sets) =>
        $"-{name} {type} aliases={string.Join(",", aliases)} wildcards={wildcards} values={string.Join(",", values.Order(StringComparer.Ordinal))} sets={string.Join("; ", sets.Order(StringComparer.Ordinal))}";

    [GeneratedRegex(@"\s+")]
    private static partial Regex SpaceRun();
}

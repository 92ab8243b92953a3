using System.Text.RegularExpressions;

namespace ExchangeArchiveSafety.Tests.Output;

/// <summary>
/// What Export-Csv sees: the text of every property as the pipeline has it. The bare engine has neither that cmdlet nor the one that declares such properties,
/// so they are asked for here as they are declared, and the cmdlets are tried in the console.
/// </summary>
public sealed partial class ExportTests : IDisposable
{
    /// <summary>Every property of an object and its text, as Export-Csv makes it, but for quotes and line ends.</summary>
    private const string Columns = """
        param($culture)
        [cultureinfo]::CurrentCulture = $culture
        foreach ($one in @(OBJECTS)) { foreach ($property in $one.PSObject.Properties) {
          $value = $property.Value
          if ([ExchangeArchiveSafety.PipelineProperties]::Names -contains ($one.GetType().FullName + '.' + $property.Name)) { $value = [ExchangeArchiveSafety.PipelineProperties].GetMethod($property.Name).Invoke($null, @([psobject]$one)) }
          $property.Name + '=' + $(if ($null -ne $value) { $value.ToString() }) } }
        """;

    /// <summary>Every type that a cmdlet writes, or that hangs on one of these by its properties.</summary>
    private const string Written = """
        $types = [Collections.Generic.List[type]]::new()
        $todo = [Collections.Generic.Queue[type]]::new()
        foreach ($type in (Get-Command -Module ExchangeArchiveSafety).OutputType.Type) { if ($type) { $todo.Enqueue($type) } }
        $todo.Enqueue([ExchangeArchiveSafety.MailItem])
        while ($todo.Count) {
          $type = $todo.Dequeue()
          $type.GetGenericArguments() | ForEach-Object { $todo.Enqueue($_) }
          if ($type.Namespace -ne 'ExchangeArchiveSafety' -or $types.Contains($type)) { continue }
          $types.Add($type)
          if ($type.BaseType) { $todo.Enqueue($type.BaseType) }
          if (-not $type.IsEnum) { foreach ($property in $type.GetProperties()) { $todo.Enqueue($property.PropertyType) } }
        }

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("export").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task Every_value_is_a_text_that_somebody_can_read(string culture)
    {
        using var engine = await Samples.MakeAsync(120, _folder);
        foreach (var (type, variable) in Samples.Variables)
        {
            var columns = engine.Run(Columns.Replace("OBJECTS", variable, StringComparison.Ordinal), culture).Select(column => column.ToString()).ToList();

            Assert.NotEmpty(columns);
            Assert.All(columns, column => Assert.DoesNotContain("System.", column, StringComparison.Ordinal));
            Assert.All(columns, column => Assert.DoesNotMatch(TypeName(), column));
            Assert.All(columns.Where(column => TimeName().IsMatch(column)), column => Assert.Matches(UtcOrNothing(), column));
            Assert.Equal(engine.Run(Columns.Replace("OBJECTS", variable, StringComparison.Ordinal), "en-US").Select(column => column.ToString()), columns);
            Assert.True(type is not ("ArchiveMigrationConflict" or "ArchivePolicySuspension") || columns[0].StartsWith("Identity=", StringComparison.Ordinal), columns[0]);
        }
    }

    [Fact]
    public async Task Lists_tell_what_they_hold()
    {
        using var engine = await Samples.MakeAsync(120, _folder);

        var drift = engine.Texts("$suspensions[0].PSObject.Properties['Drift'].Value.ToString()").Single();
        Assert.Contains("EndDateForRetentionHold", drift, StringComparison.Ordinal);
        Assert.Contains("2026-10-01 10:00:01Z", drift, StringComparison.Ordinal);
        Assert.Contains("; ", drift, StringComparison.Ordinal);
        Assert.Equal("StartDateForRetentionHold; EndDateForRetentionHold; RetentionHoldEnabled; AutoArchivingEnabled", engine.Texts("$suspensions[0].Before.PSObject.Properties['Known'].Value.ToString()").Single());
        Assert.Matches("^MigrationUser = .*; Status = Synced; ", engine.Texts("@($verdicts.Findings | Where-Object Id -EQ 'EAS1001')[0].PSObject.Properties['Facts'].Value.ToString()").Single());
        Assert.StartsWith("https://graph.microsoft.com/ a.very", engine.Texts("$connection.ToString()").Single(), StringComparison.Ordinal);
        Assert.Matches("^[^ ]+@contoso.com: 1 surplus, [01] set aside$", engine.Texts("$summaries[0].ToString()").Single());
    }

    [Fact]
    public async Task Times_stay_times()
    {
        using var engine = await Samples.MakeAsync(120, _folder);
        string Of(string script) => engine.Texts("$time = [ExchangeArchiveSafety.PipelineProperties]::SuspendedAtUtc($suspensions[0]); [string]$(" + script + ")").Single();

        Assert.Equal("DateTime Utc", Of("$time.GetType().Name + ' ' + $time.Kind"));
        Assert.Equal("2026-10-02", Of("$time.AddDays(1).ToString('yyyy-MM-dd')"));
        Assert.Equal("2026/10", Of("$time.ToString('yyyy/MM', [cultureinfo]::InvariantCulture)"));
        Assert.Equal("10/01/2026 10:00:00", Of("$time.ToString([cultureinfo]::InvariantCulture)"));
        Assert.Equal("True False True", Of("($time -lt [datetime]'2026-10-02'), ($time -gt [datetime]'2026-10-02'), ($time -eq [datetime]'2026-10-01 10:00')"));
        Assert.Equal("2026-10-01T10:00:00Z", Of("$time.ToString()"));
        Assert.Equal("2026", Of("'{0:yyyy}' -f $time"));
        Assert.Equal("4", Of("@($suspensions | Where-Object SuspendedAtUtc -LT ([datetime]'2027-01-01') | Where-Object SuspendedAtUtc).Count"));
        Assert.Equal("2026-10-01T10:00:01.5Z", engine.Texts("[ExchangeArchiveSafety.PipelineProperties]::Current($suspensions[0].Drift[0]).ToString()").Single());
        Assert.Equal("True", engine.Texts("[string][ExchangeArchiveSafety.PipelineProperties]::Current($suspensions[0].Drift[1])").Single());
        Assert.Equal("2026-10-01T10:00:00.0000000Z", engine.Texts("([Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($suspensions[0]))).SuspendedAtUtc.ToString('o')").Single());
    }

    [Fact]
    public async Task Every_time_of_what_is_written_is_declared()
    {
        using var engine = await Samples.MakeAsync(120, _folder);
        var times = engine.Texts(Written + """
            foreach ($type in $types) { if (-not $type.IsEnum -and -not $type.IsGenericType) { foreach ($property in $type.GetProperties()) {
              if ($property.PropertyType -in [datetime], [object], [Nullable[datetime]] -and $property.GetIndexParameters().Count -eq 0) { $type.FullName + '.' + $property.Name } } } }
            """);
        var properties = engine.Texts(Written + "$types | Where-Object { -not $_.IsEnum } | ForEach-Object Name");

        Assert.Contains("ExchangeArchiveSafety.ArchivePolicySuspension.SuspendedAtUtc", times);
        Assert.Empty(times.Except(engine.Texts("[ExchangeArchiveSafety.PipelineProperties]::Names")));

        // So that the other tests cannot pass over a type. Lists are tried with what holds them.
        Assert.DoesNotContain(properties.Except(Samples.Variables.Keys), name => !name.Contains("List", StringComparison.Ordinal));
    }

    /// <summary>An array, a generic type, or a type of the module.</summary>
    [GeneratedRegex(@"`\d|\[\]|=ExchangeArchiveSafety\.|\{ ?[A-Z]\w+ = ")]
    private static partial Regex TypeName();

    [GeneratedRegex("^(?:[A-Za-z]+Utc|(?:Start|End)DateForRetentionHold)=")]
    private static partial Regex TimeName();

    [GeneratedRegex(@"=(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)?$")]
    private static partial Regex UtcOrNothing();
}

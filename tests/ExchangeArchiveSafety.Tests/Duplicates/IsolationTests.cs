using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>
/// Other modules bring other versions of the same assemblies into the session. Each test runs a PowerShell engine in a process of its
/// own, in which assemblies of those names and other versions are loaded in the default context.
/// </summary>
public sealed class IsolationTests : IDisposable
{
    private const string Script = """
        param($Manifest, $Inventory, $Others, $When, $Uri, $Plain)
        function LoadOthers { foreach ($file in [IO.Directory]::GetFiles($Others, '*.dll')) { [void][Reflection.Assembly]::LoadFrom($file) } }
        function Loaded($Like) { foreach ($one in [AppDomain]::CurrentDomain.GetAssemblies()) { if (-not $one.IsDynamic -and $one.Location -like $Like) { $one.GetName().Name } } }
        $dependencies = [IO.Path]::Combine([IO.Path]::GetDirectoryName($Manifest), 'net8.0', 'dependencies', '*')
        if ($When -eq 'Before') { LoadOthers }
        Import-Module $Manifest -ErrorAction Stop
        "imported: $(Loaded $dependencies)"
        "found: $((Find-ArchiveDuplicates -InventoryPath $Inventory).Surplus.ItemId)"
        $token = [Security.SecureString]::new()
        foreach ($letter in $Plain.ToCharArray()) { $token.AppendChar($letter) }
        "connected: $((Connect-ArchiveSafetyGraph -GraphEndpoint $Uri -AccessToken $token).Authentication)"
        if ($When -eq 'After') { LoadOthers }
        "read: $((Find-ArchiveDuplicates anna@contoso.example -Summary).ArchiveItems)"
        "found: $((Find-ArchiveDuplicates -InventoryPath $Inventory).Surplus.ItemId)"
        foreach ($name in Loaded $dependencies) { "ours: $name" }
        foreach ($name in Loaded ([IO.Path]::Combine($Others, '*'))) { "other: $name" }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("isolation").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Before", "99.0.0.0")]
    [InlineData("Before", "0.0.0.1")]
    [InlineData("After", "99.0.0.0")]
    [InlineData("After", "0.0.0.1")]
    public async Task Other_versions_in_the_session_change_nothing(string when, string version)
    {
        var tenant = new TenantBuilder().Mailbox("anna").Build();
        _ = tenant.PutMessage("anna", "/Inbox", inArchive: true);
        await using var server = await LabServer.StartAsync(tenant);
        var names = Directory.GetFiles(StagedModule.Dependencies, "*.dll").Select(file => AssemblyName.GetAssemblyName(file).Name!).Where(name => !IsTheSessionsOwn(name)).Order().ToArray();
        Assert.NotEmpty(names);
        var others = Directory.CreateDirectory(Path.Combine(_folder, "others")).FullName;
        foreach (var name in names)
        {
            var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new(version) }, typeof(object).Assembly);
            assembly.DefineDynamicModule(name);
            assembly.Save(Path.Combine(others, name + ".dll"));
        }

        var lines = Run(others, when, server);

        Assert.Equal("imported: ", lines[0]);
        Assert.Equal(["found: p1", "found: p1"], lines.Where(line => line.StartsWith("found", StringComparison.Ordinal)));
        Assert.Contains("connected: AccessToken", lines);
        Assert.Contains("read: 1", lines);
        Assert.Contains("ours: ExchangeArchiveSafety.Connectors", lines);
        Assert.Contains("ours: Microsoft.Graph.Core", lines);
        Assert.Contains("ours: Azure.Core", lines);
        Assert.Equal(names.Select(name => "other: " + name), lines.Where(line => line.StartsWith("other", StringComparison.Ordinal)).Order());
    }

    /// <summary>The default context takes nobody else's assembly under a name of the runtime or of PowerShell itself, so no module can bring one.</summary>
    private static bool IsTheSessionsOwn(string name) =>
        new[] { typeof(object).Assembly.Location, StagedModule.Session }.Any(own => File.Exists(Path.Combine(Path.GetDirectoryName(own)!, name + ".dll")));

    private string[] Run(string others, string when, LabServer server)
    {
        var inventory = Path.Combine(_folder, "i.csv");
        File.WriteAllText(inventory, InventoryText.Header + InventoryText.Pair("1"));
        var script = Path.Combine(_folder, "session.ps1");
        File.WriteAllText(script, Script);
        var start = new ProcessStartInfo("dotnet", ["exec", StagedModule.Session, script, StagedModule.Manifest, inventory, others, when, server.Address, server.Graph.Tokens.Issue()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", errors.GetAwaiter().GetResult());
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } lines
            ? [.. lines.Select(line => line.StartsWith("imported:", StringComparison.Ordinal) ? line + (line.EndsWith(':') ? " " : "") : line)]
            : [];
    }
}

using System.Management.Automation.Language;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Help;

/// <summary>
/// The examples of the help run on the lab without an error, in the order in which they stand there. The bare engine has no commands that format, select
/// and export; examples that need these are run elsewhere, in a whole PowerShell.
/// </summary>
public sealed class ExampleTests
{
    private const int FewestThatRunHere = 2;
    private static readonly string[] NotInTheBareEngine = ["Select-Object", "Export-Csv", "Format-List"];

    // What only Azure or a certificate store has.
    private static readonly string[] NotOnThisMachine = ["-ManagedIdentity", "-CertificateThumbprint"];

    [Xunit.Theory]
    [Xunit.InlineData("Test-ArchiveMigrationConflict", "")]
    [Xunit.InlineData("Suspend-ConflictingArchivePolicy", "")]
    [Xunit.InlineData("Resume-ConflictingArchivePolicy", Suspended)]
    [Xunit.InlineData("Get-ArchivePolicySuspension", Suspended)]
    [Xunit.InlineData("Export-ArchiveSafetySnapshot", "")]
    [Xunit.InlineData("Connect-ArchiveSafetyGraph", "")]
    [Xunit.InlineData("Disconnect-ArchiveSafetyGraph", "")]
    [Xunit.InlineData("Export-ArchiveInventory", Connected)]
    [Xunit.InlineData("Find-ArchiveDuplicates", Connected)]
    [Xunit.InlineData("Remove-ArchiveDuplicates", Neglected + Connected)]
    [Xunit.InlineData("Restore-ArchiveDuplicates", Neglected + Connected)]
    public async Task ExamplesRunWithoutAnError(string cmdlet, string before)
    {
        var folder = Directory.CreateTempSubdirectory("eas-examples-");
        try
        {
            await using var server = await Lab.Server.LabServer.StartAsync(Lab.Building.Contoso.Create());
            using var engine = new HelpEngine();
            engine.Connect(server);
            engine.SetLocation(folder.FullName);
            _ = engine.Run("param($path) $PSDefaultParameterValues['*:JournalPath'] = $path", Path.Combine(folder.FullName, "default.journal.jsonl"));
            _ = engine.Run(
                "param($uri, $token, $tenant, $secret) $endpoint = $uri; $token = $token; $tenantId = $tenant; $credential = $secret;"
                + " $PSDefaultParameterValues['Connect-ArchiveSafetyGraph:AuthorityHost'] = $uri; $PSDefaultParameterValues['Connect-ArchiveSafetyGraph:GraphEndpoint'] = $uri",
                server.Uri,
                LabSession.Secure(server.Graph.Tokens.Issue()),
                server.Tenant.Organization.TenantId.ToString(),
                new System.Management.Automation.PSCredential("11111111-2222-3333-4444-555555555555", LabSession.Secure("secret")));
            _ = engine.Run(before);
            var ran = 0;
            foreach (var example in HelpEngine.Items(engine.Run("param($name) Get-Help $name -Full", cmdlet).Single(), "examples", "example"))
            {
                Assert.Contains(HelpEngine.Items(example, "remarks"), remark => HelpEngine.Text(remark, "Text").Length > 0);
                var code = HelpEngine.Text(example, "code");
                var commands = CommandsOf(code);
                Assert.Contains(cmdlet, commands);
                if (!commands.Intersect(NotInTheBareEngine).Any() && !NotOnThisMachine.Any(parameter => code.Contains(parameter, StringComparison.Ordinal)))
                {
                    _ = engine.Run(code);
                    ran++;
                }
            }

            Assert.True(ran >= FewestThatRunHere, $"{cmdlet}: {ran} examples ran");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private const string Connected = "$null = Connect-ArchiveSafetyGraph -AccessToken $token";

    private const string Neglected = "Step-LabClock -Days 10; Get-MigrationBatch | ForEach-Object { Remove-MigrationBatch $_.BatchGuid -Confirm:$false }; Step-LabClock -Days 1; ";

    private const string Suspended =
        "Test-ArchiveMigrationConflict -ExternallyMigrating external.tool@contoso.example -WarningAction SilentlyContinue"
        + " | Suspend-ConflictingArchivePolicy -Confirm:$false -WarningAction SilentlyContinue";

    private static List<string> CommandsOf(string code)
    {
        var script = Parser.ParseInput(code, out _, out var errors);
        Assert.Empty(errors.Select(error => error.Message));
        return [.. script.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>().Select(command => command.GetCommandName())];
    }
}

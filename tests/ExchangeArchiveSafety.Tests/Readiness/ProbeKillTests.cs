using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using ExchangeArchiveSafety.Lab.Graph;

namespace ExchangeArchiveSafety.Tests.Readiness;

/// <summary>A real console, killed while it probes: right after each write, when what was done stands in no journal yet. The next one removes what it left.</summary>
public sealed class ProbeKillTests
{
    private static readonly string[] Steps = ["Create", "Import", "SoftDelete", "Restore", "CleanUp", ""];

    [Fact]
    public async Task A_console_that_is_killed_at_any_step_leaves_nothing_that_the_next_one_does_not_remove()
    {
        var tenant = new TenantBuilder().Mailbox("anna").Build();
        _ = tenant.PutMessage("anna", "/Inbox", inArchive: true);
        _ = tenant.PutMessage("anna", "/Drafts");
        await using var server = await LabServer.StartAsync(tenant);
        var journal = TestProcess.NewPath("journal.jsonl");
        var before = Held(tenant);
        foreach (var fatal in Steps)
        {
            var seen = new List<string>();
            var isCleanAtBegin = false;
            using var console = Start(server, journal);
            using (server.Graph.Hooks.Before(GraphRoute.CreateMessage, _ => isCleanAtBegin = before.SequenceEqual(Held(tenant))))
            using (server.Graph.Hooks.After(call => call.Route is GraphRoute.CreateMessage or GraphRoute.Import or GraphRoute.DeleteItem, call =>
            {
                // What comes before the message is made is the cleaning up after the last console.
                lock (seen)
                {
                    seen.AddRange(call.Route == GraphRoute.CreateMessage ? ["Create"]
                        : !seen.Contains("Create") ? (string[])[]
                        : call.Route == GraphRoute.Import ? [seen.Contains("Import") ? "Restore" : "Import"]
                        : [call.Query.Contains("softDelete", StringComparison.Ordinal) ? "SoftDelete" : "CleanUp"]);
                    if (seen.LastOrDefault() == fatal)
                    {
                        console.Kill();
                    }
                }
            }))
            {
                var (said, failed) = (console.StandardOutput.ReadToEndAsync(), console.StandardError.ReadToEndAsync());
                using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
                await console.WaitForExitAsync(patience.Token);

                Assert.True(isCleanAtBegin, $"{fatal}: {await said}{await failed}");
                if (fatal.Length == 0)
                {
                    Assert.Equal(Enumerable.Repeat("Passed", 9), Regex.Matches(await said, @"\|(\w+)\|").Select(status => status.Groups[1].Value));
                }
                else
                {
                    Assert.Equal(fatal, seen[^1]);
                    Assert.NotEqual(before, Held(tenant));
                    Assert.NotEqual(0, console.ExitCode);
                }
            }
        }

        Assert.Equal(before, Held(tenant));
    }

    private static Process Start(LabServer server, string journal)
    {
        var home = Path.GetDirectoryName(journal)!;
        var dotnet = Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var folder = typeof(ProbeKillTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(place => place.Key == "PowerShell").Value!;
        var start = new ProcessStartInfo(Path.GetFullPath(dotnet), [Path.Combine(folder, OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll"), "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _ = start.Environment.Remove("PSModulePath");
        foreach (var (name, value) in new[] { ("HOME", home), ("POWERSHELL_TELEMETRY_OPTOUT", "1"), ("POWERSHELL_UPDATECHECK", "Off"), ("DOTNET_ROOT", Path.GetDirectoryName(Path.GetFullPath(dotnet))!) })
        {
            start.Environment[name] = value;
        }

        var console = Process.Start(start)!;
        console.StandardInput.Write($$"""
            Import-Module '{{StagedModules.Product}}'; Import-Module '{{StagedModules.Exchange}}'; Connect-LabExchange -Uri {{server.Uri}}
            $token = New-Object Security.SecureString; '{{server.Graph.Tokens.Issue()}}'.ToCharArray() | ForEach-Object { $token.AppendChar($_) }
            $null = Connect-ArchiveSafetyGraph -GraphEndpoint {{server.Uri}} -AccessToken $token
            Test-ArchiveSafetyReadiness anna@contoso.example -Probe -JournalPath '{{journal}}' -Confirm:$false | Where-Object Category -EQ 'Probe' | ForEach-Object { "|$($_.Status)|" }

            """);
        console.StandardInput.Close();
        return console;
    }

    private static List<string> Held(LabTenant tenant) =>
        [.. new[] { tenant.Mailbox("anna").Primary, tenant.Mailbox("anna").Archive }.SelectMany(store => store.Folders).SelectMany(folder => folder.Items)
            .Select(item => $"{item.Folder.Path} {item.ItemId} {item.ChangeKey} {item.Size} {item.ModifiedUtc:O}").Order(StringComparer.Ordinal)];
}

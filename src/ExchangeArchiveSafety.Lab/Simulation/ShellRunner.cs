using System.Collections;
using System.Management.Automation;
using ExchangeArchiveSafety.Lab.Blobs;
using ExchangeArchiveSafety.Lab.Server;
using ExchangeArchiveSafety.Lab.Walkthrough;

namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>
/// Makes the passes with the module as it is shipped, in the real PowerShell engine, as a runbook would: connect, one command, a journal. Half of the seeds keep it in a
/// file, half in a blob of the lab. A process that dies is a connection that is lost for the rest of the pass; what it could still write to a file it writes.
/// </summary>
internal sealed class ShellRunner : IGuardRunner
{
    private readonly GuardedWorld _world;
    private readonly LabServer _server;
    private readonly Shell _shell;
    private Shell? _second;
    private bool _isBusy;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eas-simulate-");
    private readonly BlobStore? _blobs;

    private ShellRunner(GuardedWorld world, LabServer server)
    {
        (_world, _server) = (world, server);
        if (world.Seed % 2 == 0)
        {
            _blobs = new BlobStore(() => world.Tenant.Now);
            _server.Storage = new TroubledBlobs(_blobs, world.Mishaps).Handle;
        }

        _shell = Session();
    }

    private string File => Path.Combine(_folder.FullName, "guard.journal.jsonl");

    private static string Blob => $"/{BlobRoutes.Account}/journals/guard.journal.jsonl";

    public static ShellRunner Create(GuardedWorld world) => new(world, LabServer.StartAsync(world.Tenant, exchange: world.Exchange).GetAwaiter().GetResult());

    public PassReport Pass(PassOrder order)
    {
        // Who comes while a pass is under way is another process.
        var shell = _isBusy ? _second ??= Session() : _shell;
        var wasBusy = _isBusy;
        _isBusy = true;
        try
        {
            return Pass(order, shell);
        }
        finally
        {
            _isBusy = wasBusy;
        }
    }

    public void GiveBack(PassOrder order, IReadOnlyList<Guid> exchangeGuids)
    {
        _shell.Set("named", exchangeGuids.Select(guid => guid.ToString()).ToArray());
        _ = Run(_shell, "Connect-LabExchange -Uri $lab; $named | Resume-ConflictingArchivePolicy -Force -Confirm:$false -WarningAction SilentlyContinue @journal", out _);
    }

    public JournalReport ReadJournal()
    {
        _ = Run(_shell, "Connect-LabExchange -Uri $lab; Get-ArchivePolicySuspension @journal", out var error);
        return new JournalReport(_blobs?.BytesOf(Blob) ?? new FileInfo(File).Length, error);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _second?.Dispose();
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Delete(recursive: true);
    }

    private PassReport Pass(PassOrder order, Shell shell)
    {
        shell.Set("order", order);
        var output = Run(shell, """
            Connect-LabExchange -Uri $lab
            $pass = @{ Mode = 'Protect'; AsOf = $order.NowUtc; SettleTime = $order.SettleTime; WarningAction = 'SilentlyContinue' }
            if ($order.PartitionCount -gt 1) { $pass.Partition = $order.Partition; $pass.PartitionCount = $order.PartitionCount }
            if ($order.ExternallyMigrating.Count) { $pass.ExternallyMigrating = $order.ExternallyMigrating }
            Invoke-ArchiveSafetyGuard @pass @journal
            """, out var error);
        if (_world.Mishaps.IsDead)
        {
            throw new SimulatedDeathException("a lost connection");
        }

        return output is [.., var pass] && pass.Properties["ExitCode"] is { Value: int exitCode }
            ? new PassReport(exitCode, (int)pass.Properties["Left"].Value, [.. Many(pass, "Failures").Select(failure => Text(failure, "Identity"))], [.. Many(pass, "Changes").Concat(Many(pass, "Failures")).Select(one => $"{one}: {Text(one, "Reason")}")])
            : new PassReport(2, 0, [""], [error ?? "no result"]);
    }

    private Shell Session()
    {
        var shell = new Shell(_server.Uri);
        shell.Set("journal", _blobs is null
            ? new Hashtable { ["JournalPath"] = File }
            : new Hashtable { ["JournalUri"] = new Uri(_server.Address + Blob + "?sv=2025-01-05&sr=c&sp=racwd&sig=bGFi") });
        return shell;
    }

    private static IReadOnlyList<PSObject> Run(Shell shell, string command, out string? error)
    {
        try
        {
            error = null;
            return shell.Run(command, mayFail: true);
        }
        catch (RuntimeException exception)
        {
            error = exception.Message;
            return [];
        }
    }

    private static IEnumerable<PSObject> Many(PSObject pass, string property) =>
        ((IEnumerable)pass.Properties[property].Value).Cast<object>().Select(PSObject.AsPSObject);

    private static string Text(PSObject item, string property) => item.Properties[property]?.Value?.ToString() ?? "";
}

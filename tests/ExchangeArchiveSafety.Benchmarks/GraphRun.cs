using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Security;
using System.Text.Json;
using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Server;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>
/// Reads a large mailbox and its archive from a lab with latency. The lab runs in a process of its own, so that the memory measured is
/// the reader's alone.
/// </summary>
internal static class GraphRun
{
    private static readonly int[] PageSizes = [100, 200, 250, 500, 1000];

    /// <summary>Measures each page size in a process of its own.</summary>
    public static async Task<int> RunAsync(string items, string latency)
    {
        Console.WriteLine("page  requests  folders  pages  seconds  least  ratio  in flight  items/s  own CPU s  peak MB");
        foreach (var pageSize in PageSizes)
        {
            using var lab = Start("graphlab", items, latency);
            var address = (await lab.StandardOutput.ReadLineAsync())!;
            using var scan = Start("graphscan", address, latency, pageSize.ToString(CultureInfo.InvariantCulture));
            Console.Write(await scan.StandardOutput.ReadToEndAsync());
            await scan.WaitForExitAsync();
            lab.StandardInput.Close();
            await lab.WaitForExitAsync();
        }

        return 0;
    }

    /// <summary>Serves the mailbox until nobody wants it any more.</summary>
    public static async Task<int> LabAsync(int items, int latency)
    {
        await using var server = await LabServer.StartAsync(new TenantBuilder().LargePair("anna", items, folders: 24).Build());
        server.Graph.Options.Latency = TimeSpan.FromMilliseconds(latency);
        server.Graph.Options.TopListHoldsDescendants = true;
        Console.WriteLine(server.Address);
        _ = await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Reads it once to warm up, with pages too few to matter, and once for the clock.</summary>
    public static async Task<int> ScanAsync(string address, int latency, int pageSize)
    {
        using var http = new HttpClient { BaseAddress = new(address) };
        using var connection = await ConnectAsync(http, pageSize);
        var anna = await connection.ResolveAsync("anna@contoso.example", CancellationToken.None);
        var work = Directory.CreateTempSubdirectory("graphscan").FullName;
        try
        {
            _ = await connection.ScanAsync(anna, Path.Combine(work, "warm"), null, CancellationToken.None);
            await http.DeleteAsync("/lab/graph/calls");
            var cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            var scan = await connection.ScanAsync(anna, Path.Combine(work, "timed"), null, CancellationToken.None);
            var seconds = clock.Elapsed.TotalSeconds;
            var cpu = (Process.GetCurrentProcess().TotalProcessorTime - cpuBefore).TotalSeconds;

            var calls = await CallsAsync(http);
            var most = calls.GroupBy(call => call.GetProperty("mailboxId").GetString()).Max(half => half.Count());
            var least = most * latency / 1000.0 / 4;
            var pages = (int)Math.Ceiling((double)scan.Items / pageSize);
            var inFlight = calls.Max(call => call.GetProperty("inFlight").GetInt32());
            Console.WriteLine(FormattableString.Invariant(
                $"{pageSize,4}  {calls.Count,8}  {scan.Folders,7}  {pages,5}  {seconds,7:F2}  {least,5:F2}  {seconds / least,5:F2}  {inFlight,9}  {scan.Items / seconds,7:F0}  {cpu,9:F2}  {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0,7:F0}"));
            return scan.Incomplete.Count;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Connects to a lab.</summary>
    public static async Task<IGraphConnection> ConnectAsync(HttpClient lab, int pageSize)
    {
        var token = new SecureString();
        foreach (var character in await lab.GetStringAsync("/lab/graph/token"))
        {
            token.AppendChar(character);
        }

        return await new GraphConnector().ConnectAsync(
            new() { Authentication = GraphAuthentication.AccessToken, GraphEndpoint = lab.BaseAddress, Secret = token, PageSize = pageSize },
            CancellationToken.None);
    }

    /// <summary>What was asked of a lab.</summary>
    public static async Task<List<JsonElement>> CallsAsync(HttpClient lab) => [.. (await lab.GetFromJsonAsync<JsonElement>("/lab/graph/calls")).EnumerateArray()];

    /// <summary>Starts a part of a measurement in a process of its own.</summary>
    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [typeof(GraphRun).Assembly.Location, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;
}

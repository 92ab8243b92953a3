using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace ExchangeArchiveSafety.JournalKill;

/// <summary>A real process, a real file and a real kill.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eas-kill-").FullName;

    private string JournalPath => Path.Combine(_folder, "contoso.journal.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_record_whose_append_had_returned_outlives_the_killed_process_and_the_journal_goes_on()
    {
        var promised = new List<(string Name, int Number)>();
        var random = new Random(20261122);
        for (var round = 0; round < 6; round++)
        {
            // Each round ends after another number of records, and at another moment of the one that is being written then.
            promised.AddRange(KillWhileAppending("round " + round, random.Next(1, 60), random.Next(0, 30_000)));
            AssertKept(promised);
        }

        // A new run enters, reads and appends without any repair by hand.
        var journal = new JournalFile(JournalPath);
        journal.EnsureWritable();
        journal.Append(Program.Record("afterwards", 1));

        promised.Add(("afterwards", 1));
        AssertKept(promised);
        Assert.All(File.ReadAllLines(JournalPath), line => Assert.StartsWith("{\"format\":\"ExchangeArchiveSafety.Journal/1\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_processes_at_once_of_which_one_is_killed_lose_and_mix_no_record()
    {
        using var survivor = Start("survivor");
        var promised = KillWhileAppending("victim", 15, 5_000).ToList();
        promised.AddRange(Read(survivor, "survivor", 15));
        promised.AddRange(Kill(survivor, "survivor"));
        AssertKept(promised);
    }

    private List<(string Name, int Number)> KillWhileAppending(string name, int records, int spins)
    {
        using var process = Start(name);
        var promised = Read(process, name, records);
        Thread.SpinWait(spins);
        return [.. promised, .. Kill(process, name)];
    }

    private Process Start(string name)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, UseShellExecute = false };
        var assembly = typeof(Program).Assembly.Location;
        var host = Environment.ProcessPath;
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
        {
            start.FileName = host!;
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(assembly);
        }
        else
        {
            start.FileName = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        }

        start.ArgumentList.Add(JournalPath);
        start.ArgumentList.Add(name);
        return Process.Start(start)!;
    }

    private static List<(string Name, int Number)> Read(Process process, string name, int records)
    {
        var read = new List<(string, int)>();
        while (read.Count < records)
        {
            var line = process.StandardOutput.ReadLine();
            Assert.NotNull(line);
            read.Add((name, int.Parse(line, CultureInfo.InvariantCulture)));
        }

        return read;
    }

    private static IEnumerable<(string Name, int Number)> Kill(Process process, string name)
    {
        Assert.False(process.HasExited);
        process.Kill();
        var rest = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        // A last number without its newline may itself be cut off.
        return rest.Split('\n')[..^1].Select(line => (name, int.Parse(line, CultureInfo.InvariantCulture)));
    }

    private void AssertKept(IEnumerable<(string Name, int Number)> promised)
    {
        var read = new RecordList();
        _ = new JournalFile(JournalPath).Read(JournalPosition.Start, read);
        var kept = read.Select(record => (record.Identity, Program.NumberOf((SuspensionRecord)record))).ToHashSet();
        Assert.All(promised, one => Assert.Contains(one, kept));
        foreach (var group in read.GroupBy(record => record.Identity))
        {
            // In their order, none twice, none in between lost, each as it was written.
            Assert.All(group.Select((record, i) => (record, i)), pair => Assert.Equal(
                Encoding.UTF8.GetString(JournalLine.Write(Program.Record(group.Key, group.Key == "afterwards" ? 1 : pair.i))),
                Encoding.UTF8.GetString(JournalLine.Write(pair.record))));
        }
    }

    private sealed class RecordList : List<JournalRecord>, IJournalReader
    {
        public void StartOver() => Clear();
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ExchangeArchiveSafety.Console.Tests;

/// <summary>Runs files of Pester tests, each in a console of its own.</summary>
internal static class PesterConsole
{
    // Only so that a console that hangs ends at all.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>Runs one file.</summary>
    /// <exception cref="FileNotFoundException">The restored console, Pester or the built lab is not there.</exception>
    public static async Task<PesterRun> RunAsync(string file)
    {
        foreach (var needed in new[] { Places.DotNet, Places.PowerShell, Places.Pester, Places.Lab, file })
        {
            if (!File.Exists(needed))
            {
                throw new FileNotFoundException("What the Pester tests need is not there; restore and build again.", needed);
            }
        }

        var folder = Directory.CreateTempSubdirectory("eas-pester-");
        try
        {
            var result = Path.Combine(folder.FullName, "result.json");
            var output = await StartAsync(folder, ["-File", Places.Beside("Run-Pester.ps1"), "-PesterPath", Places.Pester, "-TestFile", file, "-ResultFile", result]);
            return File.Exists(result)
                ? Read(Path.GetFileName(file), await File.ReadAllTextAsync(result), output)
                : new PesterRun(Path.GetFileName(file), "None", 0, ["The console ended without a result."], [], output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Gives what the console wrote.
    private static async Task<string> StartAsync(DirectoryInfo folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Places.DotNet, [Places.PowerShell, "-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder.FullName,
        };
        Prepare(start.Environment, folder);

        var output = new StringBuilder();
        void Write(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                _ = output.AppendLine(line.Data);
            }
        }

        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Write;
        process.ErrorDataReceived += Write;
        _ = process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        // A question finds nobody who answers.
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            lock (output)
            {
                _ = output.AppendLine(CultureInfo.InvariantCulture, $"Ended after {Longest}.");
            }
        }

        lock (output)
        {
            return output.ToString();
        }
    }

    // The console keeps its files, and those of the tests, in a folder of this run: it neither needs nor changes those of the user.
    private static void Prepare(IDictionary<string, string?> environment, DirectoryInfo folder)
    {
        foreach (var inherited in environment.Keys.Where(name => name.Equals("PSModulePath", StringComparison.OrdinalIgnoreCase) || name.StartsWith("XDG_", StringComparison.Ordinal)).ToArray())
        {
            _ = environment.Remove(inherited);
        }

        environment["HOME"] = folder.CreateSubdirectory("home").FullName;
        var temporary = folder.CreateSubdirectory("tmp").FullName;
        foreach (var name in new[] { "TMPDIR", "TEMP", "TMP" })
        {
            environment[name] = temporary;
        }

        environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        environment["POWERSHELL_UPDATECHECK"] = "Off";
        environment["DOTNET_ROOT"] = Path.GetDirectoryName(Places.DotNet);
        environment["DOTNET_HOST_PATH"] = Places.DotNet;
        environment["EXCHANGEARCHIVESAFETY_LAB"] = Places.Lab;
    }

    private static PesterRun Read(string file, string json, string output)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new PesterRun(
            file,
            Text(root, "Result"),
            root.GetProperty("Total").GetInt32(),
            [.. root.GetProperty("Troubles").EnumerateArray().Select(trouble => trouble.GetString()!)],
            [.. root.GetProperty("Tests").EnumerateArray().Select(test => new PesterTest(file, Text(test, "Name"), Text(test, "Result"), Text(test, "Said")))],
            output);
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}

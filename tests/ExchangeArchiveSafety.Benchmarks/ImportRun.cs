using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.PortableExecutable;
using ExchangeArchiveSafety.Lab;
using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Server;

namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>What an import takes in a console of its own, beside the console alone and beside modules that hold less, in turn.</summary>
internal static class ImportRun
{
    private const string Alone = "the console alone";
    private const int WarmingRuns = 2;

    /// <summary>Measures.</summary>
    /// <param name="console">pwsh, or its dll, which the dotnet that runs this starts.</param>
    /// <param name="runs">Runs of each that count.</param>
    public static async Task<int> RunAsync(string console, int runs)
    {
        var folder = Directory.CreateTempSubdirectory("eas-import-").FullName;
        try
        {
            await using var lab = await LabServer.StartAsync(new TenantBuilder().Migrating(1).Build());
            var product = Path.GetDirectoryName(StagedModule.Manifest)!;
            foreach (var file in Directory.GetFiles(product, "*.ps1xml"))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            Trivial(Path.Combine(folder, "Trivial.dll"));
            await File.WriteAllTextAsync(Path.Combine(folder, "Nothing.psm1"), "");
            (string Name, string Command)[] all =
            [
                (Alone, "$null"),
                ("a manifest and an empty script module", Import(Module("Script", "Nothing.psm1", ""))),
                ("the same with the views of this module", Import(Module("Views", "Nothing.psm1", "FormatsToProcess = '" + Named("*.Format.ps1xml")))),
                ("a manifest and an assembly of one cmdlet", Import(Module("Binary", "Trivial.dll", "CmdletsToExport = 'Get-Trivial'"))),
                ("the assembly of this module", Import(Path.Combine(product, "ExchangeArchiveSafety.dll"))),
                ("ExchangeArchiveSafety", Import(StagedModule.Manifest)),
                ("… and the lab's commands, connected", Import(StagedModule.Manifest) + Import(StagedModules.Exchange) + $"Connect-LabExchange -Uri '{lab.Uri}'"),
                ("… and the first verdict", Import(StagedModule.Manifest) + Import(StagedModules.Exchange) + $"Connect-LabExchange -Uri '{lab.Uri}'; Test-ArchiveMigrationConflict"),
            ];
            var figures = FigureTable.InTurn(all, one => one.Name, one => Run(console, one.Command), WarmingRuns, runs).Print($"pwsh -NoProfile, medians of {runs}");
            Console.WriteLine($"  This console {(IsCompiled(console) ? "is compiled to machine code, as installers bring it" : "compiles itself anew at each start, as the .NET tool does; installers bring one that is compiled")}.");
            foreach (var (name, _) in all.Skip(1))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  over {Alone}: {(figures[name].Seconds - figures[Alone].Seconds) * 1000,5:N0} ms  {name}"));
            }

            return 0;

            string Named(string pattern) => string.Join("', '", Directory.GetFiles(product, pattern).Select(Path.GetFileName).Order(StringComparer.Ordinal)) + "'";

            string Module(string name, string root, string more)
            {
                var manifest = Path.Combine(folder, name + ".psd1");
                File.WriteAllText(manifest, $$"""
                    @{
                    RootModule = '{{root}}'; ModuleVersion = '1.0'; GUID = '{{Guid.NewGuid()}}'; FunctionsToExport = @(); AliasesToExport = @(); VariablesToExport = @()
                    {{more}}
                    }
                    """);
                return manifest;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Import(string path) => $"Import-Module '{path}'; ";

    /// <summary>Whether the engine of a console is machine code: most of an import is its compiling where it is not.</summary>
    private static bool IsCompiled(string console)
    {
        using var file = File.OpenRead(Ask(console, "[psobject].Assembly.Location").Written.Trim());
        using var engine = new PEReader(file);
        return engine.PEHeaders.CorHeader?.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static Measurement Run(string console, string command) => new(Ask(console, command).Seconds, 0, 0);

    private static (double Seconds, string Written) Ask(string console, string command)
    {
        var isProgram = console.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(
            isProgram ? Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet" : console, [.. isProgram ? [console] : Array.Empty<string>(), "-NoProfile", "-NonInteractive", "-Command", command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var written = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0 && said.Result.Length == 0 ? (seconds, written) : throw new InvalidOperationException(command + Environment.NewLine + said.Result + written);
    }

    private static void Trivial(string path)
    {
        var assembly = new PersistedAssemblyBuilder(new("Trivial"), typeof(object).Assembly);
        var cmdlet = assembly.DefineDynamicModule("Trivial").DefineType("GetTrivialCommand", TypeAttributes.Public, typeof(PSCmdlet));
        cmdlet.SetCustomAttribute(new(typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!, ["Get", "Trivial"]));
        _ = cmdlet.DefineDefaultConstructor(MethodAttributes.Public);
        _ = cmdlet.CreateType();
        assembly.Save(path);
    }
}

using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Serving;
using ExchangeArchiveSafety.Lab.Simulation;
using ExchangeArchiveSafety.Lab.Walkthrough;

// One verb, one class. A new verb gets its line here and its own file.
return args switch
{
    ["serve", .. var options] => await ServeVerb.RunAsync(options),
    ["walkthrough"] => await WalkthroughVerb.RunAsync(),
    ["simulate", .. var options] => SimulateVerb.Run(options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run --project src/ExchangeArchiveSafety.Lab -- <verb>");
    Console.Error.WriteLine();
    Console.Error.WriteLine("  walkthrough");
    Console.Error.WriteLine("        the main job from begin to end: judge, suspend, let the migration finish, resume");
    Console.Error.WriteLine("  simulate [--seeds N] [--first S] [--days D]");
    Console.Error.WriteLine("        weeks of a tenant with the guard every hour and all that can go wrong, and the same without it; each seed is another story");
    Console.Error.WriteLine("  serve [--port N] [--preset NAME] [--seed N] [--urls-file FILE]");
    Console.Error.WriteLine("        keeps a tenant running and prints what to paste into pwsh");
    Console.Error.WriteLine($"        presets: {string.Join(", ", Presets.Names)}");
    return 2;
}

using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Serving;

// One verb, one class. A new verb gets its line here and its own file.
return args switch
{
    ["serve", .. var options] => await ServeVerb.RunAsync(options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run --project src/ExchangeArchiveSafety.Lab -- <verb>");
    Console.Error.WriteLine();
    Console.Error.WriteLine("  serve [--port N] [--preset NAME] [--urls-file FILE]");
    Console.Error.WriteLine("        keeps a tenant running and prints what to paste into pwsh");
    Console.Error.WriteLine($"        presets: {string.Join(", ", Presets.Names)}");
    return 2;
}

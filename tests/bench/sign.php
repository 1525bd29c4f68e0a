<?php
// Takes a signature as the program sign does, the way that PHP does such things.
// SPDX-License-Identifier: AGPL-3.0-or-later

function line(string $name, int $limit): string
{
    $value = trim($_POST[$name] ?? '');
    if (preg_match("/^[^[:cntrl:]]{1,$limit}$/Du", $value) !== 1) {
        http_response_code(422);
        exit("$name is malformed");
    }
    return $value;
}

function stamp_check(string $key): void
{
    [$time, $hash] = explode('.', $_POST['stamp'] ?? '') + [1 => ''];
    if (!hash_equals(hash_hmac('sha256', $time, $key), $hash) || time() - (int) $time > 86400) {
        http_response_code(422);
        exit('stamp is malformed');
    }
}

$key = $_SERVER['BENCH_KEY'];
stamp_check($key);
$given_name = line('given_name', 100);
$family_name = line('family_name', 100);
$postal_code = line('postal_code', 20);
$country = line('country', 2);
$address = filter_var(line('email', 254), FILTER_VALIDATE_EMAIL);
if ($address === false) {
    http_response_code(422);
    exit('email is malformed');
}

$database = new PDO($_SERVER['BENCH_DSN'], null, null, [
    PDO::ATTR_PERSISTENT => true,
    PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
    // One round trip: parameters apart from the statement, no PREPARE before it.
    PDO::PGSQL_ATTR_DISABLE_PREPARES => true,
]);
$database->prepare(<<<'SQL'
    with added as (
      insert into undersigned.signature (
        petition_id, revision, nonce, state, mails, mailed_at, address_key, address, given_name,
        family_name, postal_code, country, comment, show_name, language, source
      )
      values (
        1, 1, ?, 'pending', 1, now(), decode(?, 'hex'), ?, ?, ?, ?, ?, ?, ?, 'en', ?
      )
      on conflict do nothing
      returning petition_id, id
    )
    insert into undersigned.outbox (petition_id, id, signature_id, kind)
    select petition_id, id * 1000, id, 'confirmation' from added
    SQL)->execute([
    random_int(1, PHP_INT_MAX),
    substr(hash_hmac('sha256', strtolower($address), $key), 0, 32),
    $address,
    $given_name,
    $family_name,
    $postal_code,
    $country,
    $_POST['comment'] ?? '',
    ($_POST['show_name'] ?? '') === 'yes' ? 'true' : 'false',
    $_POST['source'] ?? '',
]);
header('Location: /petition/amazon-ice/thanks', true, 303);

CREATE VIRTUAL TABLE area USING rtree(id, x0, x1, +label TEXT);
CREATE TABLE area_node_names (id INTEGER PRIMARY KEY, name TEXT, n INTEGER);
CREATE TRIGGER area_of AFTER INSERT ON area_node_names BEGIN INSERT INTO area (id, x0, x1, label) VALUES (new.id, 0, new.id, new.name); END;
INSERT INTO area_node_names (name) VALUES ('a'), ('b');
-- probe INSERT INTO area_node_names (name) VALUES ('c')
-- probe SELECT id, label FROM area WHERE x1 >= 2
